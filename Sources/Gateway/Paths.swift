internal import Executor

/// Where the routes are.
struct Paths: Sendable {
    /// What every path begins with, without a slash at its end.
    let prefix: String
    /// Where tasks, fragmentations, QC calculations and optimizations are.
    let tasks, fragmentations, qcCalculations, optimizations: String
    /// The QC calculations without the prefix, as the reference system names its collection.
    let qcCalculationsSegment: String

    /// The paths that the settings name.
    ///
    /// - Throws: ``GatewayError`` when two are equal or one is empty.
    init(_ settings: Settings) throws(GatewayError) {
        let prefix = "/" + settings.prefix.split(separator: "/").joined(separator: "/")
        let names = settings.segments
        let segments = [names.tasks, names.fragmentations, names.qcCalculations, names.optimizations]
            .map { $0.split(separator: "/").joined(separator: "/") }
        guard Set(segments).union(Self.reserved).count == segments.count + Self.reserved.count,
            !segments.contains(""), prefix != "/"
        else {
            throw GatewayError(
                .settings,
                """
                BEFLOW_API_V1_STR and the path segments \(segments.joined(separator: ", ")) must not be empty, equal to each \
                other or one of \(Self.reserved.joined(separator: ", "))
                """)
        }
        self.prefix = prefix
        tasks = prefix + "/" + segments[0]
        fragmentations = prefix + "/" + segments[1]
        qcCalculations = prefix + "/" + segments[2]
        optimizations = prefix + "/" + segments[3]
        qcCalculationsSegment = "/" + segments[2]
    }

    private static let reserved = [
        "cache", "docs", "events", "openapi.json", "schemas", "status", "summaries", "work", "workers", "workflows",
    ]

    func link(_ path: String, _ id: String) -> String { path + "/" + id }
}
