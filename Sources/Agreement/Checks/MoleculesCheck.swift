internal import Chemistry
public import JSON

/// Atoms, bonds, symmetry, rotatable bonds, identifiers and SDF of molecules.
public struct MoleculesCheck: FileCheck {
    /// The name of the file.
    public let fileName = "molecules"

    private static let rotatable = "[!$(*#*)&!D1:1]-,=;!@[!$(*#*)&!D1:2]"

    /// A check of `molecules.json`.
    public init() {}

    /// One line, `molecules`.
    public func lines(_ file: JSON, in set: RecordedSet) throws -> [ComparisonLine] {
        let pattern = try SMARTS(Self.rotatable)
        return [
            line(fileName, file, in: set, attempt: { _ = try Molecule(smiles: $0) }) { record, comparison in
                let molecule = try Molecule(mappedSMILES: record.text("mapped_smiles"), allowUndefinedStereo: true)
                try compareGraph(molecule, record, &comparison)
                comparison.compare(
                    "rotatable bonds", Set(molecule.matches(of: pattern).map { $0.sorted() }),
                    Set(try record.tuples("fragmenter_rotatable_matches").map { $0.sorted() }))
                try compareIdentifiers(molecule, record.needed("identifiers"), &comparison)
                try compareStructures(molecule, record, &comparison)
            }
        ]
    }

    private func compareGraph(
        _ molecule: Molecule, _ record: JSON, _ comparison: inout RecordComparison
    ) throws {
        comparison.require("number of atoms", molecule.atoms.count == record["n_atoms"]?.integer)
        comparison.require("charge", molecule.formalCharge == record["total_charge"]?.integer)
        let atoms = molecule.atoms.enumerated().map { index, atom in
            "\(index): \(atom.atomicNumber) \(atom.formalCharge) \(atom.isAromatic ? 1 : 0) "
                + "\(atom.stereo?.rawValue ?? "-") \(atom.smallestRing)"
        }
        let recorded = try record.list("atoms").enumerated().map { index, atom in
            "\(index): " + [0, 1, 2, 3, 5].map { cell(atom[$0]) }.joined(separator: " ")
        }
        comparison.compare("atoms", Set(atoms), Set(recorded))
        let bonds = molecule.bonds.map { bond in
            "\(min(bond.a, bond.b))-\(max(bond.a, bond.b)) \(bond.isAromatic ? 0 : bond.order) "
                + "\(bond.isAromatic ? 1 : 0) \(bond.stereo?.rawValue ?? "-")"
        }
        comparison.compare("bonds", Set(bonds), Set(try record.list("bonds").map(bondText)))
        comparison.require(
            "symmetry classes",
            partition(molecule.symmetryClasses()) == partition(try record.indices("symmetry_classes")))
    }

    /// The Kekulé order of an aromatic bond is nobody's property.
    private func bondText(_ bond: JSON) -> String {
        let ends = [bond[0]?.integer ?? -1, bond[1]?.integer ?? -1]
        let order = cell(bond[3]) == "1" ? "0" : cell(bond[2])
        return "\(ends.min() ?? -1)-\(ends.max() ?? -1) \(order) \(cell(bond[3])) \(cell(bond[4]))"
    }

    private func cell(_ value: JSON?) -> String {
        guard let value, !value.isNull else { return "-" }
        if let boolean = value.boolean { return boolean ? "1" : "0" }
        return value.string ?? value.text()
    }

    private func partition(_ classes: [Int]) -> Set<[Int]> {
        Set(Dictionary(grouping: classes.indices, by: { classes[$0] }).values.map { $0.sorted() })
    }

    private func compareIdentifiers(
        _ molecule: Molecule, _ identifiers: JSON, _ comparison: inout RecordComparison
    ) throws {
        func compare(_ key: String, _ ours: @autoclosure () throws -> String) throws {
            guard let theirs = identifiers[key]?.string else { return }
            let ours = try ours()
            comparison.require(key, ours == theirs, "ours \(ours), theirs \(theirs)")
        }
        try compare("molecular_formula", molecule.hillFormula)
        try compare("standard_inchi", try molecule.inchi().text)
        try compare("inchi_key", try molecule.inchi().key)
        try compare("fixed_hydrogen_inchi", try molecule.inchi(fixedHydrogens: true).text)
        try compare("fixed_hydrogen_inchi_key", try molecule.inchi(fixedHydrogens: true).key)
        guard let smiles = identifiers["canonical_isomeric_smiles"]?.string else { return }
        let plain = try Molecule(smiles: smiles, allowUndefinedStereo: true)
        comparison.require("canonical_isomeric_smiles (graph)", plain.isIsomorphic(to: molecule), smiles)
    }

    private func compareStructures(
        _ molecule: Molecule, _ record: JSON, _ comparison: inout RecordComparison
    ) throws {
        guard let text = record["sdf"]?.string else { return }
        let criteria = IsomorphismCriteria(stereo: molecule.undefinedStereo().isEmpty)
        let results = try MoleculeFile.records(
            in: text, format: .sdf, source: comparison.name, allowUndefinedStereo: true)
        comparison.require("sdf", !results.isEmpty, "no record is read")
        for result in results {
            let read = try result.get()
            comparison.require("sdf", read.isIsomorphic(to: molecule, criteria: criteria), read.smiles())
            comparison.require("sdf", read.conformers.count == 1, "\(read.conformers.count) conformers")
        }
    }
}
