/// A file that could not be read or written.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a caller can do about it.
    public enum Code: Sendable, Equatable {
        /// The extension names no format that is known.
        case unknownExtension
        /// There is no such file, or it may not be read.
        case unreadable
        /// The file may not be written.
        case unwritable
        /// The file is not what its extension says.
        case malformed
    }

    /// What a caller can do about it.
    public let code: Code
    /// What was wrong, where, and what the user can do.
    public let description: String

    init(_ code: Code, _ description: String) { (self.code, self.description) = (code, description) }
}
