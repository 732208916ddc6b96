public import BespokeSMIRKS
internal import Chemistry
internal import ElectronicStructure
internal import JSON
public import SMIRNOFF

extension FitRequest {
    /// A fit of stages, one after the other, to the records that they hold, from a force field.
    ///
    /// - Parameter charges: partial charges [e] by mapped SMILES, in its atom order, for molecules that the force field
    ///   has no library charges for.
    /// - Throws: ``WorkflowError`` and the like, when a record names no molecule or no stage has records.
    public init(
        stages: [OptimizationStageSchema], forceField: ForceField, charges: [String: [Double]] = [:]
    ) throws {
        let compiled = try CompiledForceField(forceField)
        let fitted = Set(stages.flatMap(\.parameters).map(\.smirks))
        var (torsions, first): ([Torsion], String?) = ([], nil)
        for target in stages.flatMap(\.targets) {
            guard case .local(let records) = target.referenceData else { continue }
            for record in records {
                let cmiles = Self.cmiles(of: record)
                first = first ?? cmiles
                guard target.taskKind == .torsion1d, let drive = try? TorsionDriveRecord(record) else { continue }
                let torsion = try Torsion(drive, fitted: fitted, compiled)
                if !torsions.contains(where: { $0.isSameBond(as: torsion) }) { torsions.append(torsion) }
            }
        }
        guard let first else {
            throw WorkflowError(
                type: "MissingReferenceError",
                "there are no local reference data with a mapped SMILES (\(SchemaMolecule.mappedSMILESKey)) to fit to"
            )
        }
        let schema = BespokeOptimizationSchema(
            id: nil, initialForceField: forceField.offxml(), stages: stages, smiles: first,
            initialForceFieldHash: sha512(forceField.offxml(discardingCosmetics: true)), fragmentationEngine: nil,
            targetTorsionSMIRKS: nil, smirkSettings: SMIRKSSettings())
        self.init(schema: schema, charges: charges, torsions: torsions)
    }

    /// The molecules of the records, as mapped SMILES, that still need partial charges, with the method of the force field.
    ///
    /// - Throws: `ChemistryError` or `ForceFieldError` for a molecule that cannot be read or charged.
    public func missingCharges(_ forceField: ForceField) throws -> [ChargeRequest] {
        let compiled = try CompiledForceField(forceField)
        var (requests, seen): ([ChargeRequest], Set<String>) = ([], [])
        for target in schema.stages.flatMap(\.targets) {
            guard case .local(let records) = target.referenceData else { continue }
            for cmiles in records.compactMap(Self.cmiles) where charges[cmiles] == nil && seen.insert(cmiles).inserted {
                let molecule = try Molecule(mappedSMILES: cmiles, allowUndefinedStereo: true)
                guard let method = try ChargeRequest.Method(compiled.chargeModel(for: molecule)) else { continue }
                requests.append(ChargeRequest(cmiles: cmiles, method: method))
            }
        }
        return requests
    }

    private static func cmiles(of record: JSON) -> String? {
        let initial = record["initial_molecule"]
        return RecordMolecule.cmiles(
            of: record, molecules: initial?[0] ?? initial, record["final_molecule"], record["molecule"])
    }
}

extension FitRequest.Torsion {
    fileprivate func isSameBond(as other: Self) -> Bool { cmiles == other.cmiles && drivenBond == other.drivenBond }

    /// The torsion of a drive that stands alone, with the fitted parameters that apply over its bond.
    fileprivate init(_ drive: TorsionDriveRecord, fitted: Set<String>, _ forceField: CompiledForceField) throws {
        let molecule = try Molecule(mappedSMILES: drive.cmiles, allowUndefinedStereo: true)
        let bond = drive.dihedral[1...2].sorted()
        let parameters = forceField.forceField.parameters(in: "ProperTorsions")
        var smirks: [String] = []
        for assignment in try forceField.labels(of: molecule).propers where assignment.atoms[1...2].sorted() == bond {
            let pattern = parameters[assignment.parameter].smirks
            if fitted.contains(pattern), !smirks.contains(pattern) { smirks.append(pattern) }
        }
        self.init(
            bonds: [bond], fragmentSMILES: molecule.smiles(explicitHydrogens: false, mapped: false),
            cmiles: drive.cmiles, drivenBond: bond, smirks: smirks)
    }
}
