internal import Fragmentation

extension TaskState {
    /// What can be asked for now, given what is finished.
    mutating func advance() -> [TaskCommand] {
        guard steps.fragmentation != nil else { return askForFragmentation() }
        guard case .fragmentation(let fragmentation) = result(steps.fragmentation), fragmentFailure == nil else {
            return []
        }
        guard steps.parameters != nil else {
            return ask(.parameters(ParameterRequest(schema: schema, fragmentation: fragmentation.outcome))) {
                $0.parameters = $1
            }
        }
        guard let parameters else { return [] }
        if steps.drives.isEmpty, !parameters.drives.isEmpty { return askForReferenceData(parameters) }
        guard steps.fit == nil, referenceDataAreThere, referenceFailure == nil else { return [] }
        return ask(.fit(fitRequest(parameters))) { $0.fit = $1 }
    }

    private mutating func askForFragmentation() -> [TaskCommand] {
        let request = FragmentationRequest(
            cmiles: schema.smiles, engine: schema.fragmentationEngine, targetTorsionSMIRKS: schema.targetTorsionSMIRKS)
        return ask(.fragmentation(request)) { $0.fragmentation = $1 }
    }

    private mutating func askForReferenceData(_ parameters: ParameterGeneration) -> [TaskCommand] {
        var commands: [TaskCommand] = []
        for drive in parameters.drives {
            commands += ask(WorkRequest(drive.task)) { $0.drives.append($1) }
            if let method = drive.charges {
                commands += ask(.charges(ChargeRequest(cmiles: drive.cmiles, method: method))) { $0.charges.append($1) }
            } else {
                steps.charges.append(nil)
            }
        }
        return commands
    }

    private var referenceDataAreThere: Bool {
        (steps.drives + steps.charges.compactMap { $0 }).allSatisfy { work[$0]?.isOpen == false }
    }

    /// The fit with every calculation that has ended well and has charges; the others' torsions keep their initial values.
    func fitRequest(_ parameters: ParameterGeneration) -> FitRequest {
        var request = FitRequest(schema: parameters.schema, torsions: Self.torsions(parameters))
        for stage in request.schema.stages.indices {
            for target in request.schema.stages[stage].targets.indices {
                guard case .bespoke = request.schema.stages[stage].targets[target].referenceData else { continue }
                var records: [JSONRecord] = []
                for (index, drive) in parameters.drives.enumerated()
                where (drive.stage, drive.target) == (stage, target) {
                    guard let usable = usableDrive(index) else { continue }
                    records.append(usable.record)
                    request.charges[drive.cmiles] = usable.charges
                }
                request.schema.stages[stage].targets[target].referenceData = .local(records: records)
            }
        }
        return request
    }

    /// The rotatable bonds that each drive stands for.
    private static func torsions(_ parameters: ParameterGeneration) -> [FitRequest.Torsion] {
        var seen: Set<Int> = []
        let drives = parameters.drives.filter { drive in
            drive.task.spec.kind == .torsion1d && drive.fragment.map { seen.insert($0).inserted } == true
        }
        return drives.map { drive in
            let standing = parameters.torsions.filter { $0.fragment == drive.fragment }
            return FitRequest.Torsion(
                bonds: standing.map(\.bond), fragmentSMILES: standing.first?.fragmentSMILES ?? drive.task.smiles,
                cmiles: drive.cmiles, drivenBond: drive.bond, smirks: standing.first?.smirks ?? [])
        }
    }

    private func usableDrive(_ index: Int) -> (record: JSONRecord, charges: [Double]?)? {
        guard let outcome = result(steps.drives[index])?.qcOutcome else { return nil }
        guard let key = steps.charges[index] else { return (outcome.record, nil) }
        guard case .charges(let charges) = result(key) else { return nil }
        return (outcome.record, charges)
    }

    /// Why there is nothing to fit, if no bond of the molecule is to be turned and nothing but torsions is to be fitted.
    var fragmentFailure: WorkFailure? {
        guard case .fragmentation(let work) = result(steps.fragmentation), work.outcome?.fragments.isEmpty != false,
            schema.fittedTypes.isSubset(of: [.properTorsions])
        else { return nil }
        let patterns = (schema.targetTorsionSMIRKS ?? []).joined(separator: " or ")
        return WorkFailure(
            type: "NoFragmentsError",
            message: """
                no bond of the molecule matches \(patterns), so there is no torsion to fit and the initial force field \
                serves it as it is; if a bond should have been found, change target_torsion_smirks
                """)
    }

    /// Why no calculation at all can be used, if there are any and all failed.
    var referenceFailure: WorkFailure? {
        guard !steps.drives.isEmpty, referenceDataAreThere,
            steps.drives.indices.allSatisfy({ usableDrive($0) == nil })
        else { return nil }
        return (steps.drives + steps.charges.compactMap { $0 }).lazy.compactMap { failure($0) }.first
    }
}
