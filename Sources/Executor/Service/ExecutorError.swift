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
        /// The caller did not give the executor's token.
        case unauthorized
        /// No executor answers at the address.
        case unreachable
    }

    /// What an executor answered over HTTP.
    public struct Answer: Sendable, Hashable {
        /// The status code.
        public var status: Int
        /// The body, as text.
        public var body: String

        /// An answer with a status code and a body.
        public init(status: Int, body: String) { (self.status, self.body) = (status, body) }
    }

    /// Who can do something about it.
    public var cause: Cause
    /// What was wrong, where, and what the user can do.
    public var message: String
    /// The answer over HTTP that says so; nil where the executor is in this process or did not answer.
    public var answer: Answer?

    /// An error of a cause with a sentence.
    public init(_ cause: Cause, _ message: String, answer: Answer? = nil) {
        (self.cause, self.message, self.answer) = (cause, message, answer)
    }

    /// The sentence.
    public var description: String { message }
}
