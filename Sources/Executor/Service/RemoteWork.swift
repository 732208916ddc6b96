public import Workflow

/// What a remote worker needs of an executor.
public protocol WorkerService: Sendable {
    /// Hands a job to a remote worker; waits up to `wait` seconds for one and returns nil if none came.
    func lease(_ request: LeaseRequest) async throws(ExecutorError) -> LeasedJob?
    /// A remote worker says that it still computes; the answer names the leases that it must give up.
    func heartbeat(_ heartbeat: WorkerHeartbeat) async throws(ExecutorError) -> HeartbeatReply
    /// A remote worker hands in what became of a job. Throws a conflict for a lease that is not held any more.
    func complete(_ completion: JobCompletion) async throws(ExecutorError)
}

/// A remote worker asks for a job.
public struct LeaseRequest: Sendable, Codable, Hashable {
    /// The worker's name: machine and process, unique among workers.
    public var worker: String
    /// The categories it takes; all when empty.
    public var categories: [WorkRequest.Category]
    /// How long to wait for a job [s].
    public var wait: Double
    /// The longest job that it can take [s]; nil for any.
    public var remainingSeconds: Double?
    /// How long the worker may run in all [s]; nil where it has no limit.
    public var totalSeconds: Double?
    /// The pilot that the worker belongs to; nil for any other worker.
    public var pilot: String?
    /// Within how many seconds its signs of life come, where that is longer than usual; 600 at most.
    public var leaseSeconds: Double?

    /// A request for a job.
    public init(
        worker: String, categories: [WorkRequest.Category] = [], wait: Double = 20, remainingSeconds: Double? = nil,
        totalSeconds: Double? = nil, pilot: String? = nil, leaseSeconds: Double? = nil
    ) {
        (self.worker, self.categories, self.wait, self.remainingSeconds) = (worker, categories, wait, remainingSeconds)
        (self.totalSeconds, self.pilot, self.leaseSeconds) = (totalSeconds, pilot, leaseSeconds)
    }
}

/// A job handed to a worker.
public struct LeasedJob: Sendable, Codable, Equatable {
    /// The fencing token: a result is taken only from the holder of the current one.
    public var token: String
    /// What is to be done.
    public var job: Job
    /// After how many seconds it counts as hanging.
    public var deadline: Double
    /// Within how many seconds a heartbeat must come.
    public var leaseSeconds: Double

    /// A job handed to a worker.
    public init(token: String, job: Job, deadline: Double, leaseSeconds: Double) {
        (self.token, self.job, self.deadline, self.leaseSeconds) = (token, job, deadline, leaseSeconds)
    }
}

/// A remote worker says that it still computes.
public struct WorkerHeartbeat: Sendable, Codable, Hashable {
    /// The worker's name.
    public var worker: String
    /// The leases that it holds.
    public var tokens: [String]

    /// A sign of life.
    public init(worker: String, tokens: [String]) { (self.worker, self.tokens) = (worker, tokens) }
}

/// The answer to a sign of life.
public struct HeartbeatReply: Sendable, Codable, Hashable {
    /// Leases that the worker must give up: cancelled or given to another.
    public var revoked: [String]

    /// The leases to give up.
    public init(revoked: [String]) { self.revoked = revoked }
}

/// A worker hands in what became of a job.
public struct JobCompletion: Sendable, Codable, Equatable {
    /// How an attempt ended.
    public enum Ending: Sendable, Codable, Equatable {
        /// The job was carried out; a failure of the chemistry is part of the report.
        case reported(JobReport)
        /// The worker crashed or hung; the words say how ("ended with signal 11").
        case crashed(String)
        /// The worker was killed from outside, or disappeared; the words say how.
        case killed(String)
        /// The kernel killed the worker because memory ran out; the words say so.
        case ranOutOfMemory(String)
        /// The worker hands the job back untouched; this does not count as an attempt.
        case handedBack
    }

    /// The worker's name.
    public var worker: String
    /// The lease.
    public var token: String
    /// How the attempt ended.
    public var ending: Ending
    /// What it cost.
    public var cost: JobCost

    /// What became of a job.
    public init(worker: String, token: String, ending: Ending, cost: JobCost) {
        (self.worker, self.token, self.ending, self.cost) = (worker, token, ending, cost)
    }
}
