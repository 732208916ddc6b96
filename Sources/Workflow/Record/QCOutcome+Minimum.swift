internal import Chemistry
internal import ElectronicStructure
internal import JSON
internal import LinearAlgebra
internal import MolecularMechanics
internal import TorsionDrive
internal import Units

extension QCOutcome {
    /// The QCSchema `OptimizationResult` (version 1) of a molecule's lowest minimum, with a warning for each lost conformer.
    ///
    /// - Throws: `ChemistryError` when the molecule's SMILES can not be read.
    init(search: MinimumSearch, _ preparation: MinimumPreparation, _ minimum: MinimumSearch.Minimum) throws {
        let molecule = try Molecule(mappedSMILES: preparation.cmiles, allowUndefinedStereo: true)
        let start = preparation.optimizations[minimum.conformer]
        let geometries = try [start.geometry, minimum.geometry].map { geometry in
            try JSON(
                encoding: SchemaMolecule(
                    molecule, system: start.system, geometry: geometry, cmiles: preparation.cmiles))
        }
        let record: JSON = [
            "schema_name": "qcschema_optimization_output", "schema_version": 1,
            "keywords": search.task.procedureKeywords,
            "extras": [SchemaMolecule.mappedSMILESKey: .string(preparation.cmiles)],
            "protocols": ["trajectory": "none"],
            "input_specification": try JSON(encoding: search.task.inputSpecification(start.level)),
            "initial_molecule": geometries[0], "final_molecule": geometries[1], "trajectory": [],
            "energies": [.number(minimum.energy)], "stdout": .null, "stderr": .null, "success": true, "error": .null,
            "provenance": preparation.choice.recordProvenance(routine: "openff-bespoke.optimization"),
        ]
        self.init(record: record, gradients: search.gradients, warnings: preparation.choice.notes + search.warnings)
    }

    /// The QCSchema `AtomicResult` (version 1) of the second derivatives at a molecule's lowest minimum, without translations
    /// and rotations.
    ///
    /// - Throws: `ChemistryError` when the molecule's SMILES can not be read.
    init(
        search: MinimumSearch, _ preparation: MinimumPreparation, _ derivatives: NumericalHessian,
        _ raw: SecondDerivatives
    ) throws {
        let found = raw.vibrational(derivatives)
        let molecule = try Molecule(mappedSMILES: preparation.cmiles, allowUndefinedStereo: true)
        let schemaMolecule = SchemaMolecule(
            molecule, system: derivatives.system, geometry: derivatives.geometry, cmiles: preparation.cmiles)
        let model = search.task.spec.model
        let record: JSON = [
            "schema_name": "qcschema_output", "schema_version": 1, "molecule": try JSON(encoding: schemaMolecule),
            "driver": "hessian", "model": ["method": .string(model.method), "basis": .optional(model.basis)],
            "keywords": derivatives.level.keywordsAsJSON, "protocols": [:],
            "extras": [SchemaMolecule.mappedSMILESKey: .string(preparation.cmiles)],
            "provenance": preparation.choice.recordProvenance(routine: "openff-bespoke.hessian"),
            "properties": [
                "calcinfo_natom": .integer(derivatives.geometry.count), "return_energy": .number(found.energy),
                "return_gradient": .array(found.gradient.flatMap { [$0.x, $0.y, $0.z] }.map(JSON.number)),
            ],
            "wavefunction": .null, "return_result": .array(found.hessian.map(JSON.number)), "stdout": .null,
            "stderr": .null, "native_files": [:], "success": true, "error": .null,
        ]
        let saddle = Self.saddleWarning(found, derivatives.system, of: search.task.smiles)
        self.init(
            record: record, gradients: search.gradients + derivatives.gradients.finished,
            warnings: preparation.choice.notes + search.warnings + [saddle].compactMap { $0 })
    }

    /// A sentence about an imaginary frequency above 30i cm⁻¹, which a geometry not quite at its minimum does not have.
    private static func saddleWarning(
        _ found: SecondDerivatives, _ system: ElectronicSystem, of smiles: String
    ) -> String? {
        let masses = system.atomicNumbers.compactMap { Element.mass($0) }
        guard masses.count == system.atomicNumbers.count else { return nil }
        let unit = Constants.kilojoulePerMolePerHartree / (Constants.nanometerPerBohr * Constants.nanometerPerBohr)
        let size = 3 * masses.count
        let hessian = Matrix(rows: size, columns: size, elements: found.hessian.map { $0 * unit })
        guard let lowest = try? NormalModes(hessian: hessian, masses: masses).frequencies.first, lowest < -30 else {
            return nil
        }
        return
            "the Hessian of \(smiles) has an imaginary frequency of \(Int(-lowest))i cm⁻¹: its geometry is a saddle point"
    }
}

extension SecondDerivatives {
    /// Without translations and rotations, where the mass of every element is known.
    fileprivate func vibrational(_ derivatives: NumericalHessian) -> SecondDerivatives {
        let masses = derivatives.system.atomicNumbers.compactMap { Element.mass($0) }
        return withoutRigidMotions(at: derivatives.geometry, masses: masses)
    }
}
