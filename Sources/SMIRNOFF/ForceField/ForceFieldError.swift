/// Why a force field could not be read, changed or applied to a molecule.
public struct ForceFieldError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: String, Hashable, Sendable {
        /// The text is not well-formed XML.
        case malformedXML
        /// The XML is not an OFFXML document of a version that is understood.
        case notOFFXML
        /// A section that the SMIRNOFF specification does not have.
        case unknownSection
        /// An attribute that its element may not have.
        case unknownAttribute
        /// An attribute that its element must have.
        case missingAttribute
        /// An attribute whose text is not a value of the right kind or dimension.
        case badValue
        /// A SMIRKS pattern that cannot be parsed or has the wrong number of tagged atoms.
        case badPattern
        /// A parameter or section that is asked for but not there.
        case noSuchParameter
        /// Atoms that no parameter applies to.
        case unassigned
        /// A feature of the force field that would matter here and that this program does not have.
        case unsupported
        /// A force-field name that no file has.
        case notFound
    }

    /// The kind of failure.
    public let code: Code
    /// What was wrong and what can be done about it.
    public let message: String
    /// The 1-based line of the OFFXML text, where the failure has one.
    public let line: Int?

    /// An error with its sentence.
    public init(_ code: Code, _ message: String, line: Int? = nil) {
        (self.code, self.message, self.line) = (code, message, line)
    }

    /// The message, preceded by the line number if there is one.
    public var description: String { line.map { "OFFXML line \($0): \(message)" } ?? message }

    func at(line: Int) -> ForceFieldError { ForceFieldError(code, message, line: self.line ?? line) }
}
