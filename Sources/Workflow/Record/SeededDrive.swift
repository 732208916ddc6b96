internal import Chemistry
public import JSON

/// A finished torsion drive from elsewhere, in the form in which this program would have made it, so that tasks that need
/// the same drive find it.
///
/// Reads QCSchema `TorsionDriveResult` records (version 1) with a mapped SMILES. Keys of the geometry optimiser that a
/// record does not name have the defaults of a torsion drive.
public struct SeededDrive: Sendable {
    /// What the drive computes.
    public let task: QCTask
    /// The record, its atoms in the order of the task's molecule.
    public let outcome: QCOutcome

    /// Reads a record.
    ///
    /// - Parameter nConformers: the number of start conformers that tasks ask for, which is part of what identifies a drive.
    /// - Throws: ``WorkflowError`` that names what the record lacks, `ChemistryError` for a SMILES that cannot be read.
    public init(_ record: JSON, nConformers: Int = 10) throws {
        let read = try TorsionDriveRecord(record)
        let molecule = try Molecule(mappedSMILES: read.cmiles, allowUndefinedStereo: true)
        let spec = try Self.spec(of: record, nConformers: nConformers)
        task = try QCTask.torsionDrive(
            spec, of: molecule, bond: [read.dihedral[1] + 1, read.dihedral[2] + 1])
        let target = try Molecule(smiles: task.smiles)
        let order = try Self.order(of: molecule, driven: [read.dihedral[1], read.dihedral[2]], as: target)
        let points = read.points.filter { $0.energy.isFinite }
        guard !points.isEmpty else {
            throw WorkflowError(type: "MissingReferenceError", "the torsion drive of \(read.cmiles) has no energies")
        }
        outcome = QCOutcome(
            record: record.reordered(order, cmiles: target.cmiles), gradients: 0, warnings: [])
    }

    private static func spec(of record: JSON, nConformers: Int) throws -> TaskSpec {
        let keywords = record["optimization_spec"]?["keywords"]
        let input = record["input_specification"]
        guard let program = keywords?["program"]?.string, let method = input?["model"]?["method"]?.string else {
            throw WorkflowError(
                type: "MissingReferenceError",
                "a record does not name its QC program and method, so nothing can ask for it")
        }
        var spec = TaskSpec(
            kind: .torsion1d, program: program, model: QCModel(method: method, basis: input?["model"]?["basis"]?.string)
        )
        var procedure = spec.optimizationSpec.json.object ?? JSONObject()
        for (key, value) in keywords?.object?.members ?? [] where key != "program" && procedure[key] != nil {
            procedure[key] = value
        }
        spec.optimizationSpec = try GeometricProcedure(json: .object(procedure))
        spec.gridSpacing = record["keywords"]?["grid_spacing"]?[0]?.integer ?? spec.gridSpacing
        spec.scanRange = record["keywords"]?["dihedral_ranges"]?[0]?.array?.compactMap(\.integer)
        spec.nConformers = nConformers
        return spec
    }

    /// For each atom of the target the atom of the record's molecule, such that the driven bonds coincide.
    private static func order(of molecule: Molecule, driven: [Int], as target: Molecule) throws -> [Int] {
        var numbers = [Int](repeating: 0, count: molecule.atoms.count)
        for atom in driven { numbers[atom] = 1 }
        let marked = target.withMapNumbers(target.atoms.map { min($0.mapNumber, 1) })
        let criteria = IsomorphismCriteria(mapNumbers: true)
        guard let match = marked.isomorphism(to: molecule.withMapNumbers(numbers), criteria: criteria) else {
            throw WorkflowError(type: "MoleculeMissMatchError", "the molecule \(target.smiles()) can not be matched")
        }
        return match
    }
}

extension JSON {
    /// A torsion drive's record with its atoms in another order: atom i becomes what `order[i]` was.
    fileprivate func reordered(_ order: [Int], cmiles: String) -> JSON {
        guard case .object(var record) = self else { return self }
        var position = [Int](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { position[old] = new }
        if case .object(var keywords)? = record["keywords"] {
            let dihedrals = keywords["dihedrals"]?.array ?? []
            keywords["dihedrals"] = .array(
                dihedrals.map { .array(($0.array ?? []).compactMap(\.integer).map { .integer(position[$0]) }) })
            record["keywords"] = .object(keywords)
        }
        record["extras"] = ["canonical_isomeric_explicit_hydrogen_mapped_smiles": .string(cmiles)]
        if let molecules = record["initial_molecule"]?.array {
            record["initial_molecule"] = .array(molecules.map { $0.reorderedMolecule(order, position, cmiles: cmiles) })
        }
        if let molecules = record["final_molecules"]?.object {
            record["final_molecules"] = .object(
                JSONObject(
                    molecules.members.map { ($0.key, $0.value.reorderedMolecule(order, position, cmiles: cmiles)) }))
        }
        return .object(record)
    }

    private func reorderedMolecule(_ order: [Int], _ position: [Int], cmiles: String) -> JSON {
        guard case .object(var molecule) = self else { return self }
        let key = "canonical_isomeric_explicit_hydrogen_mapped_smiles"
        if let symbols = molecule["symbols"]?.array, symbols.count == order.count {
            molecule["symbols"] = .array(order.map { symbols[$0] })
        }
        let geometry = (molecule["geometry"]?.array ?? []).flatMap { $0.array ?? [$0] }
        if geometry.count == 3 * order.count {
            molecule["geometry"] = .array(order.flatMap { geometry[3 * $0..<3 * $0 + 3] })
        }
        if let bonds = molecule["connectivity"]?.array {
            molecule["connectivity"] = .array(
                bonds.map { bond in
                    guard let a = bond[0]?.integer, let b = bond[1]?.integer, position.indices.contains(max(a, b))
                    else {
                        return bond
                    }
                    return [.integer(position[a]), .integer(position[b]), bond[2] ?? .integer(1)]
                })
        }
        for holder in ["extras", "identifiers"] where molecule[holder]?.object != nil {
            molecule[holder] = [key: .string(cmiles)]
        }
        return .object(molecule)
    }
}
