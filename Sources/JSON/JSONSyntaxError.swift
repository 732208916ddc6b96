/// A text that is not JSON, and the place where that shows.
public struct JSONSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was expected or found.
    public let reason: String
    /// Byte offset into the UTF-8 text, 0-based.
    public let offset: Int
    /// Line, 1-based.
    public let line: Int
    /// Column in bytes, 1-based.
    public let column: Int

    /// A sentence for a reader.
    public var description: String { "not valid JSON at line \(line), column \(column): \(reason)" }
}
