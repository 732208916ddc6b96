public import ElectronicStructure

/// Runs a torsion drive to its end in this process.
public struct TorsionDriveRunner: Sendable {
    /// The engine.
    public let engine: any QCEngine
    /// How many optimisations run at once.
    public let workers: Int

    /// A runner with an engine and a number of workers.
    public init(engine: any QCEngine, workers: Int = 1) {
        self.engine = engine
        self.workers = max(1, workers)
    }

    /// The finished drive, one optimisation at a time.
    public func finished(_ start: Wavefront) -> Wavefront {
        var drive = start
        while let job = drive.ready.first {
            drive.record(job.optimization.result(engine: engine), for: job.id)
        }
        return drive
    }

    /// The finished drive, as many optimisations at a time as there are workers.
    public func finishedConcurrently(_ start: Wavefront) async -> Wavefront {
        var drive = start
        while !drive.isFinished {
            drive = await withTaskGroup(of: (GridPointJob.ID, ConstrainedOptimizationResult).self) { group in
                var current = drive
                var waiting = drive.ready[...]
                for job in waiting.prefix(workers) {
                    group.addTask { (job.id, job.optimization.result(engine: engine)) }
                }
                waiting = waiting.dropFirst(workers)
                for await (id, result) in group {
                    current.record(result, for: id)
                    guard let job = waiting.popFirst() else { continue }
                    group.addTask { (job.id, job.optimization.result(engine: engine)) }
                }
                return current
            }
        }
        return drive
    }
}
