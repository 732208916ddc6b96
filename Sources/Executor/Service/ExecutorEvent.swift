/// Something that happened, in the feed that every follower sees in the same order.
public struct ExecutorEvent: Sendable, Codable, Hashable {
    /// What can happen.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// A task was accepted, began, ended, was asked to end or to begin again, or moved in the queue.
        case submitted, began, finished, cancelled, retried, priority
        /// A stage of a task changed its state.
        case stage
        /// A grid point, conformer or drive of a task was finished.
        case progress
        /// A user should know something.
        case warning
        /// An attempt at a job was lost: a worker crashed, hung or disappeared.
        case attempt
    }

    /// Its place in the feed, from 1.
    public var sequence: Int
    /// When it happened [s since 1970].
    public var time: Double
    /// The task it happened to; nil for the executor as a whole.
    public var task: Int?
    /// What happened.
    public var kind: Kind
    /// A sentence for people.
    public var message: String

    /// An event.
    public init(sequence: Int, time: Double, task: Int?, kind: Kind, message: String) {
        (self.sequence, self.time, self.task, self.kind, self.message) = (sequence, time, task, kind, message)
    }
}
