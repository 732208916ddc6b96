internal import JSON
internal import TorsionDrive

extension TorsionDriveOutcome {
    /// The QCSchema `TorsionDriveResult` (version 1) of a finished scan, with a warning for each point left out.
    init(task: QCTask, preparation: DrivePreparation, wavefront: Wavefront) {
        let warnings = wavefront.lost.map {
            "the grid point \($0.angle)° of the torsion drive of \(task.smiles) was left out: \($0.reason)"
        }
        let record = (try? Self.record(task: task, preparation: preparation, wavefront: wavefront)) ?? .null
        self.init(record: record, gradients: wavefront.gradients, warnings: warnings)
    }

    private static func record(task: QCTask, preparation: DrivePreparation, wavefront: Wavefront) throws -> JSON {
        let molecule = try QCMolecule(cmiles: preparation.cmiles)
        let setup = preparation.setup
        let points = wavefront.profile
        let range = setup.scanRange.map { JSON.array([.array($0.map(JSON.integer))]) } ?? .null
        return [
            "schema_name": "qcschema_torsion_drive_output", "schema_version": 1,
            "keywords": [
                "dihedrals": .array([.array(setup.dihedral.map(JSON.integer))]),
                "grid_spacing": .array([.integer(setup.gridSpacing)]), "dihedral_ranges": range,
                "energy_decrease_thresh": .null, "energy_upper_limit": .null,
            ],
            "extras": [cmilesKey: .string(preparation.cmiles)],
            "input_specification": inputSpecification(task),
            "initial_molecule": .array(setup.conformers.map { molecule.json(at: $0, isFixed: false) }),
            "optimization_spec": optimizationSpecification(task),
            "provenance": Program.provenance(routine: "openff-bespoke.torsiondrive"),
            "final_energies": .object(JSONObject(points.map { (String($0.angle), .number($0.energy)) })),
            "final_molecules": .object(
                JSONObject(points.map { (String($0.angle), molecule.json(at: $0.geometry, isFixed: true)) })),
            "optimization_history": [:], "stdout": .null, "stderr": .null, "success": true, "error": .null,
        ]
    }

    private static func inputSpecification(_ task: QCTask) -> JSON {
        [
            "schema_name": "qcschema_input", "schema_version": 1, "driver": "gradient", "model": task.spec.model.json,
            "keywords": task.spec.program == "xtb" ? ["verbosity": "muted"] : [:], "extras": [:],
        ]
    }

    private static func optimizationSpecification(_ task: QCTask) -> JSON {
        var keywords = task.spec.optimizationSpec.json.object ?? JSONObject()
        let procedure = keywords["program"] ?? .null
        keywords["program"] = nil
        keywords["constraints"] = nil
        keywords["program"] = .string(task.spec.program)
        return [
            "schema_name": "qcschema_optimization_specification", "schema_version": 1, "procedure": procedure,
            "keywords": .object(keywords), "protocols": [:],
        ]
    }
}
