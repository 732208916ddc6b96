/// Why something could not be read from or written to disk.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is the matter, and so who can do something about it.
    public enum Cause: String, Sendable, Codable {
        /// Another server holds the directory.
        case inUse
        /// There is no room on the disk.
        case full
        /// The directory or a file may not be written, or cannot be made.
        case unwritable
        /// The database is damaged.
        case corrupted
        /// The database was made by a newer version of the program.
        case newer
        /// Another process holds the database.
        case locked
        /// The disk gives errors.
        case disk
        /// What a task was submitted with cannot be read; the task has been set to errored, so another try can succeed.
        case damagedTask
        /// A text of a task or of work cannot be read.
        case damagedText
        /// A change does not fit to what is written down; a scheduler that is restored from disk knows better.
        case inconsistent
        /// There is no such task.
        case notFound
    }

    /// What is the matter.
    public var cause: Cause
    /// What was wrong, where, and what the user can do.
    public var message: String

    /// An error of a cause with a sentence.
    public init(_ cause: Cause, _ message: String) { (self.cause, self.message) = (cause, message) }

    /// The sentence.
    public var description: String { message }
}
