import ArgumentParser
import Chemistry

/// Where the one molecule of a run comes from.
struct MoleculeOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("A file with one molecule.", valueName: "path"))
    var file: String?

    @Option(name: .long, help: ArgumentHelp("The molecule as SMILES.", valueName: "smiles"))
    var smiles: String?

    /// The molecules that were named, with the file each came from.
    func molecules() throws -> [(molecule: Molecule, file: String)] {
        var found: [(Molecule, String)] = []
        if let file { found += try MoleculeFile.read(file).map { ($0, file) } }
        if let smiles { found.append((try Molecule(smiles: smiles), "")) }
        return found
    }
}
