/// An energy that could not be computed, classed by what the caller can do about it.
public struct ElectronicStructureError: Error, Sendable, Equatable, Codable, CustomStringConvertible {
    /// The classes of failure.
    public enum Kind: String, Sendable, Codable, Equatable {
        /// The molecule, geometry or settings are not acceptable; nothing was computed.
        case input
        /// The program or a resource it needs is missing.
        case resource
        /// The self-consistent field did not converge.
        case convergence
        /// The program failed for a reason that may not come back.
        case random
    }

    /// The class of the failure.
    public let kind: Kind
    /// What was wrong, and what can be done.
    public let message: String

    /// A failure of a class with a sentence for a reader.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// What the caller can do.
    public var recovery: Recovery {
        switch kind {
        case .input: .never
        case .resource: .elsewhere
        case .convergence: .adjust
        case .random: .retry
        }
    }

    /// The message.
    public var description: String { message }
}
