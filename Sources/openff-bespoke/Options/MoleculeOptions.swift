import ArgumentParser
import Chemistry

/// Where the molecules of a submission come from: files first, in their order, then SMILES.
struct MoleculeOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file with molecules (SDF, MOL2, PDB, .smi, .csv, …); may be given again.", valueName: "path")
    )
    var file: [String] = []

    @Option(name: .long, help: ArgumentHelp("A molecule as SMILES; may be given again.", valueName: "smiles"))
    var smiles: [String] = []

    /// The molecules that were named, with the file each came from.
    func molecules() throws -> [(molecule: Molecule, file: String)] {
        var found: [(Molecule, String)] = []
        for path in file { found += try MoleculeFile.read(path).map { ($0, path) } }
        for text in smiles { found.append((try Molecule(smiles: text), "")) }
        for (molecule, _) in found where molecule.smiles(mapped: false).contains(".") {
            let text = molecule.smiles(explicitHydrogens: false, mapped: false)
            throw HandledError("complexes are not supported, \(text) can not be submitted!")
        }
        return found
    }
}
