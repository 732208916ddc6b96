/// What the workers of a pool are at.
public struct WorkerPoolCounts: Sendable, Equatable {
    /// Workers that are at a job.
    public var busy = 0
    /// Workers that wait for one.
    public var idle = 0
    /// Jobs that wait for a worker.
    public var waiting = 0
    /// Workers started so far.
    public var started = 0
    /// Workers that ended of themselves so far, or could not be started.
    public var crashed = 0
}
