internal import Chemistry
internal import ElectronicStructure
internal import JSON

/// What a fit reads of a QCSchema molecule.
struct RecordMolecule {
    /// Element symbols; empty where the record has none.
    let symbols: [String]
    /// Geometry [bohr].
    let geometry: [SIMD3<Double>]
    /// Masses [Da], where the record states them.
    let masses: [Double]?

    /// Reads a molecule; nil where it has no geometry of three finite numbers an atom.
    init?(_ molecule: JSON?) {
        guard let molecule, let values = molecule["geometry"]?.array?.flatMap({ $0.array ?? [$0] }) else { return nil }
        let flat = values.compactMap(\.number).filter(\.isFinite)
        guard flat.count == values.count, flat.count.isMultiple(of: 3), !flat.isEmpty else { return nil }
        geometry = stride(from: 0, to: flat.count, by: 3).map { SIMD3(flat[$0], flat[$0 + 1], flat[$0 + 2]) }
        symbols = molecule["symbols"]?.array?.compactMap(\.string) ?? []
        let masses = molecule["masses"]?.array?.compactMap(\.number)
        self.masses = masses?.count == geometry.count ? masses : nil
    }

    /// The mapped SMILES that a record or one of its molecules carries.
    static func cmiles(of record: JSON, molecules: JSON?...) -> String? {
        let key = SchemaMolecule.mappedSMILESKey
        for holder in [record] + molecules.compactMap({ $0 }) {
            for place in ["extras", "identifiers"] {
                if let cmiles = holder[place]?[key]?.string { return cmiles }
            }
        }
        return nil
    }

    /// Checks that the atoms are those of a molecule, in its order.
    ///
    /// - Throws: ``WorkflowError`` that names the first atom that differs.
    func check(is molecule: Molecule, cmiles: String, record: String) throws(WorkflowError) {
        func refuse(_ what: String) -> WorkflowError {
            WorkflowError(
                type: "MoleculeMissMatchError", "\(record) is one of another molecule than \(cmiles): \(what)")
        }
        guard geometry.count == molecule.atoms.count else {
            throw refuse("its geometry has \(geometry.count) atoms, the molecule \(molecule.atoms.count)")
        }
        for (atom, symbol) in symbols.enumerated() where symbol.lowercased() != molecule.atoms[atom].symbol.lowercased()
        {
            throw refuse("atom \(atom + 1) is \(symbol), in the molecule it is \(molecule.atoms[atom].symbol)")
        }
    }
}
