internal import Chemistry
internal import ElectronicStructure
internal import JSON
internal import TorsionDrive

extension TorsionDriveOutcome {
    /// The QCSchema `TorsionDriveResult` (version 1) of a finished scan, with a warning for each point left out.
    ///
    /// - Throws: `ChemistryError` when the molecule's SMILES can not be read.
    init(task: QCTask, preparation: DrivePreparation, wavefront: Wavefront) throws {
        let lost = wavefront.lost.map {
            "the grid point \($0.angle)° of the torsion drive of \(task.smiles) was left out: \($0.reason)"
        }
        let held = wavefront.heldAngles.map { "\($0)°" }.joined(separator: ", ")
        let kept =
            held.isEmpty
            ? [] : ["the torsion drive of \(task.smiles) broke up; its bonds were held by a bias at \(held)"]
        let warnings = preparation.choices.flatMap(\.notes) + lost + kept
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
        var settings = setup.level.keywordsAsJSON.object ?? JSONObject()
        if task.spec.program == "xtb" { settings["verbosity"] = "muted" }
        self.init(
            keywords: TorsionDriveKeywords(
                dihedrals: [setup.dihedral], gridSpacing: [setup.gridSpacing],
                dihedralRanges: setup.scanRange.map { [$0] }),
            extras: [SchemaMolecule.mappedSMILESKey: .string(preparation.cmiles)],
            inputSpecification: InputSpecification(
                method: model.method, basis: model.basis, keywords: .object(settings)),
            initialMolecules: conformers,
            optimizationSpecification: OptimizationSpecification(
                procedure: task.spec.optimizationSpec.program, keywords: .object(keywords)),
            provenance: preparation.provenance)
    }
}

extension DrivePreparation {
    /// This program's provenance with that of the QC programs: `qc_engine` for the geometries and `refinement_engine` for
    /// the energies of a second level, each with the `level` it computed.
    fileprivate var provenance: JSON {
        var provenance = Program.provenance(routine: "openff-bespoke.torsiondrive").object ?? JSONObject()
        for (key, choice) in zip(["qc_engine", "refinement_engine"], choices) {
            guard var engine = choice.provenance.object, !engine.keys.isEmpty else { continue }
            engine["level"] = .string(choice.level.description)
            if !choice.notes.isEmpty { engine["notes"] = .array(choice.notes.map(JSON.string)) }
            provenance[key] = .object(engine)
        }
        return .object(provenance)
    }
}
