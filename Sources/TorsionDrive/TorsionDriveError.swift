/// A torsion drive or constrained optimisation that cannot be set up as asked.
public struct TorsionDriveError: Error, Sendable, Equatable, Codable, CustomStringConvertible {
    /// What is wrong and what can be done.
    public let message: String

    /// An error with a sentence for a reader.
    public init(_ message: String) { self.message = message }

    /// The message.
    public var description: String { message }
}
