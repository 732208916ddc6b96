/// When workers of a pool are replaced or ended.
public struct WorkerLimits: Sendable, Equatable {
    /// The memory [bytes] above which a worker is replaced when its job is done.
    public var memory: Int
    /// After how many jobs a worker is replaced.
    public var jobs: Int
    /// After how long without a job a worker is ended.
    public var idleTime: Duration
    /// How long to wait before a worker is started when the last one ended without having answered anything; twice as
    /// long after each further one, up to `longestPause`.
    public var firstPause: Duration
    /// The longest wait before a worker is started.
    public var longestPause: Duration

    /// Limits; the defaults suit calculations of seconds to minutes on drug-like molecules.
    public init(
        memory: Int = 1 << 30, jobs: Int = 2000, idleTime: Duration = .seconds(60),
        firstPause: Duration = .milliseconds(100), longestPause: Duration = .seconds(5)
    ) {
        (self.memory, self.jobs, self.idleTime) = (memory, jobs, idleTime)
        (self.firstPause, self.longestPause) = (firstPause, longestPause)
    }

    /// How long to wait before a worker is started after so many in a row that answered nothing.
    func pause(afterFailures count: Int) -> Duration {
        count == 0 ? .zero : min(longestPause, firstPause * (1 << min(count - 1, 20)))
    }
}
