internal import Chemistry
internal import ElectronicStructure
public import JSON
internal import TorsionDrive

extension QCOutcome {
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
        let notes = preparation.choices.flatMap(\.notes) + [preparation.configurationNote].compactMap { $0 }
        let warnings = notes + lost + kept
        let input = try TorsionDriveInput(task, preparation)
        let record = try JSON(encoding: wavefront.schemaResult(input: input))
        self.init(record: record, gradients: wavefront.gradients, warnings: warnings)
    }
}

extension DrivePreparation {
    /// The QCSchema `TorsionDriveInput` (version 1) of a drive, from which another program can compute it.
    ///
    /// - Throws: `ChemistryError` when the molecule's SMILES can not be read.
    public func input(of task: QCTask) throws -> JSON { try JSON(encoding: TorsionDriveInput(task, self)) }
}

extension TorsionDriveInput {
    /// What a torsion drive asks for, as QCSchema writes it.
    fileprivate init(_ task: QCTask, _ preparation: DrivePreparation) throws {
        let setup = preparation.setup
        let molecule = try Molecule(mappedSMILES: preparation.cmiles, allowUndefinedStereo: true)
        let conformers = setup.conformers.map {
            SchemaMolecule(molecule, system: setup.system, geometry: $0, cmiles: preparation.cmiles)
        }
        self.init(
            keywords: TorsionDriveKeywords(
                dihedrals: [setup.dihedral], gridSpacing: [setup.gridSpacing],
                dihedralRanges: setup.scanRange.map { [$0] }),
            extras: [SchemaMolecule.mappedSMILESKey: .string(preparation.cmiles)],
            inputSpecification: task.inputSpecification(setup.level),
            initialMolecules: conformers,
            optimizationSpecification: OptimizationSpecification(
                procedure: task.spec.optimizationSpec.program, keywords: task.procedureKeywords),
            provenance: preparation.provenance)
    }
}

extension DrivePreparation {
    /// This program's provenance with that of the QC programs: `qc_engine` for the geometries and `refinement_engine` for
    /// the energies of a second level, each with the `level` it computed.
    fileprivate var provenance: JSON {
        var provenance = Program.provenance(routine: "openff-bespoke.torsiondrive").object ?? JSONObject()
        for (key, choice) in zip(["qc_engine", "refinement_engine"], choices) {
            if let engine = choice.engineProvenance { provenance[key] = engine }
        }
        return .object(provenance)
    }
}

extension EngineChoice {
    /// Who computes, with the level and the notes; nil where that is not known.
    var engineProvenance: JSON? {
        guard var engine = provenance.object, !engine.keys.isEmpty else { return nil }
        engine["level"] = .string(level.description)
        if !notes.isEmpty { engine["notes"] = .array(notes.map(JSON.string)) }
        return .object(engine)
    }

    /// This program's provenance with that of the QC program.
    func recordProvenance(routine: String) -> JSON {
        var provenance = Program.provenance(routine: routine).object ?? JSONObject()
        if let engine = engineProvenance { provenance["qc_engine"] = engine }
        return .object(provenance)
    }
}
