internal import Foundation
internal import Store

/// What it costs to write a transition down, and to read and write the messages of a job.
struct StoreCost: CustomStringConvertible {
    /// CPU seconds of the store for each transition.
    let seconds: Double
    let description: String

    /// Runs twenty molecules with and without a store.
    init(_ template: Template, _ cluster: Cluster) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scale-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var perTransition: [Double] = []
        for store in [nil, try Store(directory: folder)] {
            var simulation = try Simulation(
                template, cluster, molecules: 20, pace: .xtb, overhead: 0, store: store)
            perTransition.append(try simulation.run().secondsPerTransition)
        }
        seconds = max(0, perTransition[1] - perTransition[0])
        description =
            "a transition: \(Self.milliseconds(perTransition[0])) ms to decide, \(Self.milliseconds(seconds)) ms to write down"
    }

    private static func milliseconds(_ seconds: Double) -> Double { (seconds * 1e5).rounded() / 100 }
}
