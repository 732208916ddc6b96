internal import Chemistry
internal import ElectronicStructure
internal import JSON
internal import TorsionDrive

extension TorsionDriveOutcome {
    /// The QCSchema `TorsionDriveResult` (version 1) of a finished scan, with a warning for each point left out.
    ///
    /// - Throws: `ChemistryError` when the molecule's SMILES can not be read.
    init(task: QCTask, preparation: DrivePreparation, wavefront: Wavefront) throws {
        let warnings = wavefront.lost.map {
            "the grid point \($0.angle)° of the torsion drive of \(task.smiles) was left out: \($0.reason)"
        }
        let input = try TorsionDriveInput(task, preparation)
        let record = try JSON(encoding: wavefront.schemaResult(input: input))
        self.init(record: record, gradients: wavefront.gradients, warnings: warnings)
    }
}

extension TorsionDriveInput {
    /// What a torsion drive asks for, as QCSchema writes it.
    fileprivate init(_ task: QCTask, _ preparation: DrivePreparation) throws {
        let setup = preparation.setup
        let molecule = try Molecule(mappedSMILES: preparation.cmiles, allowUndefinedStereo: true)
        let bonds = molecule.bonds.map { SchemaBond($0.a, $0.b, order: Double($0.order)) }
        let conformers = setup.conformers.map { conformer in
            SchemaMolecule(
                system: setup.system, geometry: conformer, name: molecule.hillFormula, mappedSMILES: preparation.cmiles,
                connectivity: bonds, provenance: Program.provenance(routine: "openff-bespoke.chemistry"))
        }
        var keywords = task.spec.optimizationSpec.json.object ?? JSONObject()
        keywords["constraints"] = nil
        keywords["program"] = nil
        keywords["program"] = .string(task.spec.program)
        let model = task.spec.model
        self.init(
            keywords: TorsionDriveKeywords(
                dihedrals: [setup.dihedral], gridSpacing: [setup.gridSpacing],
                dihedralRanges: setup.scanRange.map { [$0] }),
            extras: [SchemaMolecule.mappedSMILESKey: .string(preparation.cmiles)],
            inputSpecification: InputSpecification(
                method: model.method, basis: model.basis,
                keywords: task.spec.program == "xtb" ? ["verbosity": "muted"] : [:]),
            initialMolecules: conformers,
            optimizationSpecification: OptimizationSpecification(
                procedure: task.spec.optimizationSpec.program, keywords: .object(keywords)),
            provenance: Program.provenance(routine: "openff-bespoke.torsiondrive"))
    }
}
