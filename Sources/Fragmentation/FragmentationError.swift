/// Why a molecule could not be fragmented.
public struct FragmentationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: String, Hashable, Sendable {
        /// A SMARTS pattern that cannot be parsed or has the wrong number of tagged atoms.
        case badPattern
        /// A molecule that cannot be read.
        case molecule
        /// Atoms that make no connected fragment.
        case extraction
        /// Bond orders of the whole molecule that could not be computed.
        case bondOrders
    }

    /// The kind of failure.
    public let code: Code
    /// What was wrong and what can be done about it.
    public let description: String

    /// An error with its sentence.
    public init(_ code: Code, _ description: String) { (self.code, self.description) = (code, description) }
}
