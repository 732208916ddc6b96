public import ElectronicStructure
public import TorsionDrive

/// What a job produced, case for case as ``Job``.
public enum JobResult: Sendable, Codable, Equatable {
    case fragmentation(FragmentationStep)
    case conformers(ConformerSelection)
    case bondOrder([Double])
    case parameters(ParameterGeneration)
    case drivePreparation(DrivePreparation)
    case gridPoint(ConstrainedOptimizationResult)
    case minimumPreparation(MinimumPreparation)
    case gradients([EnergyGradient])
    case charges([Double])
    case fit(FitOutcome)
}

/// What a worker reports of a job: its result, or why there is none.
public struct JobReport: Sendable, Codable, Equatable {
    private var value: JobResult?
    private var failure: WorkFailure?

    /// A report of a result or a failure.
    public init(_ result: Result<JobResult, WorkFailure>) {
        switch result {
        case .success(let value): self.value = value
        case .failure(let failure): self.failure = failure
        }
    }

    /// The result, or why there is none.
    public var result: Result<JobResult, WorkFailure> {
        if let value { return .success(value) }
        return .failure(failure ?? WorkFailure(type: "ReportError", message: "the report of a job is empty"))
    }
}
