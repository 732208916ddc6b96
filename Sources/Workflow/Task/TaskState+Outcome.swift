public import Fragmentation
internal import JSON

typealias JSONRecord = JSON

extension TaskState {
    /// How the molecule was cut, once that is known.
    public var fragmentation: FragmentationOutcome? { fragmentationWork?.outcome }

    private var fragmentationWork: FragmentationWork? {
        if case .fragmentation(let work) = result(steps.fragmentation) { work } else { nil }
    }

    /// The bespoke parameters, once they are known.
    public var parameters: ParameterGeneration? {
        if case .parameters(let generation) = result(steps.parameters) { generation } else { nil }
    }

    /// The outcome of the fit, once it has been made.
    public var fit: FitOutcome? {
        if case .fit(let outcome) = result(steps.fit) { outcome } else { nil }
    }

    /// The outcome of each calculation of the parameter generation that has ended well, by its position there.
    public var drives: [Int: QCOutcome] {
        var outcomes: [Int: QCOutcome] = [:]
        for (index, key) in steps.drives.enumerated() {
            outcomes[index] = result(key)?.qcOutcome
        }
        return outcomes
    }

    /// Whether nothing more will be asked for.
    public var isFinished: Bool {
        isCancelled || fit != nil || stageErrors.contains { $0 != nil }
    }

    /// Why fragmentation, QC generation and optimisation failed, in this order; nil where they did not.
    public var stageFailures: [WorkFailure?] { stageErrors }

    /// The keys of the work of the three stages; nil for a stage that has not begun.
    public var stageWork: [[String]?] {
        var seen: Set<String> = []
        return [
            steps.fragmentation.map { [$0] },
            steps.parameters.map { _ in steps.drives.filter { seen.insert($0).inserted }.sorted() },
            steps.fit.map { [$0] },
        ]
    }

    /// The failures of the work of the three stages, each in the order of ``stageWork``.
    public var stageWorkFailures: [[WorkFailure?]?] { stageWork.map { $0?.map { failure($0) } } }

    /// How many different QC calculations were asked for.
    public var askedDrives: Int { Set(steps.drives).count }
    /// How many of them have ended.
    public var finishedDrives: Int { Set(steps.drives).count { work[$0]?.isOpen == false } }

    private var stageErrors: [WorkFailure?] {
        [
            failure(steps.fragmentation) ?? fragmentFailure, failure(steps.parameters) ?? referenceFailure,
            failure(steps.fit),
        ]
    }

    /// The state of each stage, in the order of the pipeline.
    public var stages: [BespokeExecutorOutput.Stage] {
        let done = [fragmentationWork != nil, steps.fit != nil, fit != nil]
        let begun = [steps.fragmentation != nil, steps.parameters != nil, steps.fit != nil]
        let names = ["fragmentation", "qc-generation", "optimization"]
        return names.indices.map { index in
            if let failure = stageErrors[index] {
                return .init(type: names[index], status: .errored, error: failure.message)
            }
            if isCancelled, !done[index], begun[index] || index == 0 {
                return .init(type: names[index], status: .errored, error: "the task was cancelled")
            }
            return .init(type: names[index], status: done[index] ? .success : begun[index] ? .running : .waiting)
        }
    }

    /// What a user retrieves.
    public var output: BespokeExecutorOutput {
        BespokeExecutorOutput(smiles: schema.smiles, stages: stages, results: results)
    }

    /// The results of the fit with what this task asked for: an equal fit may have been made for another task.
    private var results: BespokeOptimizationResults? {
        guard var results = fit?.results, let parameters else { return nil }
        results.inputSchema = fitRequest(parameters).schema
        return results
    }

    /// Everything the user should know: points left out, torsions not fitted, and why.
    public var warnings: [String] {
        var warnings = (fragmentationWork?.warnings ?? []) + (parameters?.warnings ?? [])
        for (index, drive) in (parameters?.drives ?? []).enumerated() where steps.drives.indices.contains(index) {
            warnings += drives[index]?.warnings ?? []
            for failure in [failure(steps.drives[index]), failure(steps.charges[index])] {
                guard let failure else { continue }
                warnings.append(
                    drive.task.spec.kind == .torsion1d
                        ? "\(torsions(of: drive)) keep their initial values: \(failure.message)"
                        : "the \(drive.task.spec.kind.rawValue) of \(drive.task.smiles) was left out: \(failure.message)"
                )
            }
        }
        return warnings + (fit?.warnings ?? [])
    }

    /// The rotatable bonds that a drive stands for, by the 1-based atoms of the submitted molecule.
    private func torsions(of drive: ParameterGeneration.Drive) -> String {
        let standing = parameters?.torsions.filter { $0.fragment == drive.fragment } ?? []
        let bonds = standing.map { torsion in torsion.bond.map { String($0 + 1) }.joined(separator: "-") }
        guard let first = standing.first else { return "the torsions of \(drive.task.smiles)" }
        let noun = bonds.count == 1 ? "bond" : "bonds"
        return "the torsions over the \(noun) \(bonds.joined(separator: ", ")) (fragment \(first.fragmentSMILES))"
    }
}
