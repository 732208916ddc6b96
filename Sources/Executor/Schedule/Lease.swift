public import Workflow

/// A job in the hands of a worker.
public struct Lease: Sendable {
    /// The fencing token: a result is taken only from the holder of the current one.
    public let token: String
    /// The job.
    public let job: JobID
    /// What the job does.
    public let kind: Job.Kind
    /// Who holds it.
    public let worker: String
    /// Whether the worker joined over HTTP, and uses the cores of another machine.
    public let isRemote: Bool
    /// The pilot that the worker belongs to; nil for any other worker.
    public let pilot: String?
    /// Within how many seconds a sign of life must come.
    public let leaseSeconds: Double
    /// When it was given [s on the clock of the scheduler's caller].
    public let began: Double
    /// When it ends without a sign of life; nil for local workers, whose end is seen at once.
    public var expires: Double?
}
