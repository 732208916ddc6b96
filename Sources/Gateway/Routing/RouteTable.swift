internal import HTTPTypes

/// Finds the route of a request.
struct RouteTable: Sendable {
    private struct Entry: Sendable {
        let segments: [String]
        let route: Route
    }

    /// What is at a path.
    enum Match {
        case route(Route, values: [String: String])
        /// Other methods than the one asked for.
        case otherMethods([String])
        case none
    }

    private let entries: [Entry]

    init(_ routes: [Route]) {
        entries = routes.map { Entry(segments: Self.segments($0.path), route: $0) }
    }

    /// The route at a path, literal names before values.
    func match(_ path: String, method: HTTPRequest.Method) -> Match {
        let found = matches(path)
        guard let best = found.map(\.values.count).min() else { return .none }
        let nearest = found.filter { $0.values.count == best }
        if let match = nearest.first(where: { $0.route.method == method }) {
            return .route(match.route, values: match.values)
        }
        return .otherMethods(Set(nearest.map(\.route.method.rawValue)).sorted())
    }

    /// Whether there is anything at a path.
    func knows(_ path: String) -> Bool { !matches(path).isEmpty }

    private func matches(_ path: String) -> [(route: Route, values: [String: String])] {
        guard path.hasPrefix("/"), path.count == 1 || !path.hasSuffix("/") else { return [] }
        let segments = Self.segments(path)
        return entries.compactMap { entry in
            Self.values(of: segments, in: entry.segments).map { (entry.route, $0) }
        }
    }

    private static func segments(_ path: String) -> [String] {
        path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { PercentCoding.decoded($0) }
    }

    private static func values(of segments: [String], in pattern: [String]) -> [String: String]? {
        guard segments.count == pattern.count else { return nil }
        var values: [String: String] = [:]
        for (segment, name) in zip(segments, pattern) {
            if name.hasPrefix("{"), name.hasSuffix("}") {
                guard !segment.isEmpty else { return nil }
                values[String(name.dropFirst().dropLast())] = segment
            } else if segment != name {
                return nil
            }
        }
        return values
    }
}
