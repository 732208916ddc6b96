import ArgumentParser
import Chemistry
import SMIRNOFF

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

    @Flag(help: "Where stereochemistry is undefined, take every stereoisomer as a molecule of its own.")
    var enumerateStereo = false

    @Flag(help: "Fit with the partial charges that the file has (SDF data item atom.dprop.PartialCharge).")
    var useMoleculeCharges = false

    /// The molecules that were named, with the file each came from.
    func molecules() throws -> [(molecule: Molecule, file: String)] {
        var found: [(Molecule, String)] = []
        for path in file {
            found += try MoleculeFile.read(path, allowUndefinedStereo: enumerateStereo).map { ($0, path) }
        }
        for text in smiles { found.append((try Molecule(smiles: text, allowUndefinedStereo: enumerateStereo), "")) }
        for (molecule, _) in found where molecule.smiles(mapped: false).contains(".") {
            let text = molecule.smiles(explicitHydrogens: false, mapped: false)
            throw HandledError("complexes are not supported, \(text) can not be submitted!")
        }
        guard enumerateStereo else { return found }
        return try found.flatMap { molecule, path in try molecule.definedStereoisomers().map { ($0, path) } }
    }

    /// The force field from which a molecule's fit starts: with the molecule's own charges if these are asked for.
    func forceField(_ forceField: ForceField, for molecule: Molecule) throws -> ForceField {
        guard useMoleculeCharges else { return forceField }
        guard let charges = try molecule.fileCharges() else {
            throw HandledError(
                "a molecule has no partial charges to use, they are expected as <\(Molecule.chargeProperty)> of an SDF file"
            )
        }
        return try forceField.withLibraryCharges(charges, of: molecule)
    }
}
