/// How a job of a worker ended.
public enum WorkerOutcome: Sendable, Equatable {
    /// The worker's answer.
    case answered([UInt8])
    /// The worker ended of itself, or could not be started.
    case crashed(WorkerCrash)
    /// The job took longer than it may; the worker was killed.
    case timedOut
    /// The task was cancelled or the worker was killed by us, or the pool takes no more jobs.
    case killed
}
