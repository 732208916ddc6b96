/// A system or geometry whose energy cannot be computed or minimised.
public struct MolecularMechanicsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Code: Sendable, Equatable {
        /// A term names an atom that the system lacks, or one atom twice.
        case badTerm
        /// A geometry has another number of atoms than the system.
        case wrongAtomCount
        /// The energy or its gradient is not a finite number.
        case notFinite
        /// The minimiser used up its iterations.
        case notConverged
    }

    /// What kind of fault it is.
    public let code: Code
    /// A sentence that says what was wrong, where, and what can be done.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
