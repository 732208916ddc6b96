extension TaskState {
    /// The state of a task up to its fit, as it follows from work that is kept; the fit is not asked for, because its key
    /// depends on every geometry.
    ///
    /// - Parameter outcome: what became of a piece of work, by its key; nil where it is unknown or not finished.
    /// - Throws: what `outcome` throws.
    public init<Failure: Error>(
        recalling schema: BespokeOptimizationSchema, id: String,
        outcome: (String) throws(Failure) -> Result<WorkResult, WorkFailure>?
    ) throws(Failure) {
        self.init(id: id, schema: schema)
        let cutting = FragmentationRequest(
            cmiles: schema.smiles, engine: schema.fragmentationEngine, targetTorsionSMIRKS: schema.targetTorsionSMIRKS)
        steps.fragmentation = try recall(.fragmentation(cutting), outcome)
        guard case .fragmentation(let fragmentation) = result(steps.fragmentation) else { return }
        let making = ParameterRequest(schema: schema, fragmentation: fragmentation.outcome)
        steps.parameters = try recall(.parameters(making), outcome)
        for drive in parameters?.drives ?? [] {
            steps.drives.append(try recall(WorkRequest(drive.task), outcome))
            let charges = drive.charges.map { ChargeRequest(cmiles: drive.cmiles, method: $0) }
            guard let charges else {
                steps.charges.append(nil)
                continue
            }
            steps.charges.append(try recall(.charges(charges), outcome))
        }
    }

    private mutating func recall<Failure: Error>(
        _ request: WorkRequest, _ outcome: (String) throws(Failure) -> Result<WorkResult, WorkFailure>?
    ) throws(Failure) -> String {
        let key = request.key
        switch try outcome(key) {
        case .success(let result): work[key] = .finished(result)
        case .failure(let failure): work[key] = .failed(failure)
        case nil: work[key] = .pending
        }
        return key
    }
}
