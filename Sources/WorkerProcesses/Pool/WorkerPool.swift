internal import Foundation

/// Up to so many worker processes that do jobs for this one.
///
/// A worker is started when a job finds none free, used again, and replaced when it has crashed, was killed, or has grown
/// beyond the ``WorkerLimits``. The first job clears the folder of what an earlier pool left there, unless another pool
/// is using it.
public actor WorkerPool {
    let program: WorkerProgram
    let folder: String
    let limits: WorkerLimits
    /// How many jobs may start at once, and who waits for the next, in order.
    var places: Int
    var queue: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
    var idle: [Member] = []
    var living: [Int32: WorkerProcess] = [:]
    var slots: Set<Int> = []
    var totals = WorkerPoolCounts()
    var share: FolderShare?
    var isClosed = false
    var failures = 0
    var tickets: UInt64 = 0

    /// A worker with its history in the pool.
    struct Member {
        let process: WorkerProcess
        let slot: Int
        var jobs = 0
        var ending: Task<Void, any Error>?
    }

    /// Makes a pool that has no workers yet.
    ///
    /// - Parameters:
    ///   - program: what the workers run.
    ///   - size: how many of them there may be.
    ///   - folder: where they have their working folders, `work/…`, and logs, `worker-1.log` to `worker-size.log`.
    ///   - limits: when they are replaced or ended.
    public init(_ program: WorkerProgram, size: Int, folder: String, limits: WorkerLimits = WorkerLimits()) {
        let absolute = URL(fileURLWithPath: folder).standardizedFileURL.path
        self.program = WorkerProgram(program, settings: [Leftovers.mark: absolute])
        (self.folder, self.limits, places) = (absolute, limits, max(1, size))
    }

    /// What the workers are at.
    public var counts: WorkerPoolCounts {
        var counts = totals
        (counts.idle, counts.waiting) = (idle.count, queue.count)
        return counts
    }

    /// Does a job in the next free worker; jobs get workers in the order in which they ask.
    ///
    /// A cancelled task ends with `.killed`, and its worker is gone by then, with all that it had started.
    ///
    /// - Parameters:
    ///   - job: what the worker gets, at most 256 MiB.
    ///   - deadline: how long the job may take once it has a worker, not counting the time in which the machine sleeps;
    ///     nil for no limit.
    ///   - onProgress: gets each word of progress, in order, on a thread that must not be held up.
    public func run(
        _ job: [UInt8], deadline: Duration? = nil, onProgress: @escaping @Sendable ([UInt8]) -> Void = { _ in }
    ) async -> WorkerOutcome {
        guard await takePlace() else { return .killed }
        defer { leavePlace() }
        do {
            guard var member = try await member() else { return .killed }
            totals.busy += 1
            let outcome = await member.process.run(job, deadline: deadline, onProgress: onProgress)
            totals.busy -= 1
            member.jobs += 1
            release(member, after: outcome)
            return outcome
        } catch {
            failures += 1
            totals.crashed += 1
            return .crashed(error)
        }
    }

    /// Takes no more jobs, waits for those under way, and kills them when the time of grace is over.
    ///
    /// All workers, and all that they had started, are gone when this returns.
    public func shutdown(grace: Duration) async {
        isClosed = true
        for waiting in queue { waiting.continuation.resume(returning: false) }
        queue = []
        for member in idle { member.end() }
        idle = []
        let workers = Array(living.values)
        let impatience = Task {
            try await Task.sleep(for: grace, clock: .suspending)
            for worker in workers { worker.kill() }
        }
        for worker in workers { await worker.waitUntilEnded() }
        impatience.cancel()
        share = nil
    }
}
