/// Formats of molecular files, told by the file name's extension.
public enum MoleculeFileFormat: Hashable, Sendable {
    /// MDL molfile or SD file (V2000 or V3000).
    case sdf
    /// Tripos MOL2 with SYBYL atom types.
    case mol2
    /// Protein Data Bank file with hydrogens and CONECT records that repeat multiple bonds.
    case pdb
    /// Schrödinger Maestro file.
    case maestro
    /// One SMILES a line, followed by white space and a name.
    case smiles
    /// A table with a header line that names a `smiles` column, cells separated by the given character.
    case table(separator: Character)
    /// Anything else, to be converted by Open Babel where its `obabel` program is installed.
    case other(String)

    /// The format of a file by its name, nil when the name has no extension.
    public init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let ending = parts.last?.lowercased(), !ending.isEmpty else { return nil }
        switch ending {
        case "sdf", "sd", "mol", "mdl": self = .sdf
        case "mol2": self = .mol2
        case "pdb", "ent": self = .pdb
        case "mae": self = .maestro
        case "smi", "smiles", "ism", "can": self = .smiles
        case "csv": self = .table(separator: ",")
        case "tsv", "tab": self = .table(separator: "\t")
        default: self = .other(ending)
        }
    }
}
