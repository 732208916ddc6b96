/// Why an executor refused something.
public struct ExecutorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Who can do something about it.
    public enum Cause: String, Sendable, Codable {
        /// What was sent cannot be used.
        case invalid
        /// There is no such thing.
        case notFound
        /// The state of a task or lease does not allow it.
        case conflict
        /// The disk, database or another process stands in the way; the executor itself is sound.
        case unavailable
    }

    /// Who can do something about it.
    public var cause: Cause
    /// What was wrong, where, and what the user can do.
    public var message: String

    /// An error of a cause with a sentence.
    public init(_ cause: Cause, _ message: String) { (self.cause, self.message) = (cause, message) }

    /// The sentence.
    public var description: String { message }
}
