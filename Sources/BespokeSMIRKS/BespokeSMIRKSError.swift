/// Why bespoke parameters could not be made.
public struct BespokeSMIRKSError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: String, Hashable, Sendable {
        /// No kind of parameter is to be fitted.
        case noTargets
        /// A k that depends on a fractional bond order.
        case interpolated
        /// More torsion terms than a fit handles.
        case tooManyTerms
        /// The bond of a fragment is not one of its bonds.
        case badBond
        /// A molecule could not be read.
        case molecule
        /// A parameter of the force field could not be read or applied.
        case forceField
        /// A pattern that could not be parsed.
        case pattern
    }

    /// The kind of failure.
    public let code: Code
    /// What was wrong and what can be done about it.
    public let description: String

    /// An error with its sentence.
    public init(_ code: Code, _ description: String) { (self.code, self.description) = (code, description) }
}
