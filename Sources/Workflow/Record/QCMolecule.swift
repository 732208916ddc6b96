internal import Chemistry
internal import JSON

/// A QCSchema `Molecule` (version 2) in the making: what all geometries of one molecule share.
struct QCMolecule {
    let cmiles: String
    private let molecule: Molecule
    private let connectivity: JSON

    /// - Throws: `ChemistryError` when the SMILES can not be read.
    init(cmiles: String) throws {
        self.cmiles = cmiles
        molecule = try Molecule(mappedSMILES: cmiles, allowUndefinedStereo: true)
        connectivity = .array(
            molecule.bonds.map { [.integer($0.a), .integer($0.b), .number(Double($0.order))] })
    }

    /// The molecule at a geometry [bohr], rounded to 1e-8 bohr as QCElemental does.
    func json(at geometry: [SIMD3<Double>], isFixed: Bool) -> JSON {
        let identifiers: JSON = [TorsionDriveOutcome.cmilesKey: .string(cmiles)]
        let flat = geometry.flatMap { [$0.x, $0.y, $0.z] }.map { JSON.number(($0 * 1e8).rounded() / 1e8) }
        return [
            "schema_name": "qcschema_molecule", "schema_version": 2, "validated": true,
            "symbols": .strings(molecule.atoms.map(\.symbol)), "geometry": .array(flat), "name": .string(formula),
            "identifiers": identifiers, "molecular_charge": .number(Double(molecule.formalCharge)),
            "molecular_multiplicity": 1, "connectivity": connectivity, "fix_com": .boolean(isFixed),
            "fix_orientation": .boolean(isFixed), "provenance": Program.provenance(routine: "openff-bespoke.chemistry"),
            "extras": identifiers,
        ]
    }

    /// The Hill formula.
    private var formula: String {
        var counts: [String: Int] = [:]
        for atom in molecule.atoms { counts[atom.symbol, default: 0] += 1 }
        let first = counts["C"] == nil ? [] : ["C", "H"].filter { counts[$0] != nil }
        let symbols = first + counts.keys.filter { !first.contains($0) }.sorted()
        return symbols.map { symbol in
            let count = counts[symbol] ?? 0
            return count == 1 ? symbol : symbol + String(count)
        }.joined()
    }
}
