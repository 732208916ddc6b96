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
        await finishedConcurrently([start])[0]
    }

    /// Finished drives that share the workers; each is what it would be if it ran alone.
    public func finishedConcurrently(_ starts: [Wavefront]) async -> [Wavefront] {
        await withTaskGroup(of: (Int, GridPointJob.ID, ConstrainedOptimizationResult).self) { group in
            var drives = starts
            var running = [Set<GridPointJob.ID>](repeating: [], count: starts.count)
            while true {
                while running.reduce(0, { $0 + $1.count }) < workers, let (index, job) = next(drives, running) {
                    running[index].insert(job.id)
                    group.addTask { (index, job.id, job.optimization.result(engine: engine)) }
                }
                guard let (index, id, result) = await group.next() else { return drives }
                running[index].remove(id)
                drives[index].record(result, for: id)
            }
        }
    }

    /// A job that is not running yet, of the largest molecule that has one: its drive takes longest.
    private func next(_ drives: [Wavefront], _ running: [Set<GridPointJob.ID>]) -> (Int, GridPointJob)? {
        let sizes = drives.map { -$0.setup.system.atomicNumbers.count }
        for index in drives.indices.sorted(by: { (sizes[$0], $0) < (sizes[$1], $1) }) {
            if let job = drives[index].ready.first(where: { !running[index].contains($0.id) }) { return (index, job) }
        }
        return nil
    }
}
