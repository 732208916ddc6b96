/// A job of the cluster that runs workers; known by an id of our own, since Slurm may forget its number or give it away.
public struct Pilot: Sendable, Codable, Hashable {
    /// What it is at.
    public enum State: String, Sendable, Codable {
        /// It is not known yet whether the cluster has taken it.
        case submitting
        case waiting, running
        /// It was asked to end.
        case ending
    }

    /// Its own id, a UUID.
    public let id: String
    /// Its number in the queue.
    public var job: String?
    /// What it is at.
    public var state = State.submitting
    /// When it was submitted [s].
    public var submitted: Double
    /// When it began to run [s].
    public var started: Double?
    /// The node that it runs on.
    public var node: String?
    /// Why it waits.
    public var reason: String?
    /// Since when the queue has not known it [s].
    var missingSince: Double?
    /// Since when it has had no job [s].
    var idleSince: Double?
    /// When it was last asked to end [s].
    var askedToEnd: Double?
    /// Whether it has ever held a job.
    var hasWorked = false

    /// A pilot that is submitted at a time [s].
    public init(id: String, submitted: Double, job: String? = nil) {
        (self.id, self.submitted, self.job) = (id, submitted, job)
        if job != nil { state = .waiting }
    }
}
