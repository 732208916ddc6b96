/// What went wrong with a molecule, a pattern or a file, and what to do about it.
public struct ChemistryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure a caller may want to tell apart.
    public enum Kind: Hashable, Sendable {
        /// The SMILES cannot be read, or the molecule it describes is not possible.
        case invalidSMILES
        /// The SMARTS pattern cannot be read.
        case invalidSMARTS
        /// The map numbers are not 1…N, each once.
        case invalidAtomMap
        /// A stereocentre or double bond has no stated configuration.
        case undefinedStereo
        /// An atom list or an index does not fit the molecule.
        case invalidSelection
        /// No three-dimensional structure could be made.
        case conformerGeneration
        /// The file cannot be opened, is empty, or its format is not known.
        case unreadableFile
        /// A record of a file is not a valid molecule.
        case invalidRecord
        /// A property of the molecule could not be computed.
        case computation
    }

    /// The kind of failure.
    public let kind: Kind
    /// One or more sentences for the user.
    public let description: String

    /// Makes an error of the given kind with a text for the user.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
