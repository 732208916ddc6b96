public import ElectronicStructure
internal import JSON
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
///
/// On disk and on the wire it is one line of JSON.
public struct JobReport: Sendable, Codable, Equatable {
    private enum CodingKeys: CodingKey { case value, failure }

    private var value: JobResult?
    private var failure: WorkFailure?
    private var given: String?

    /// Whether two reports say the same, however they were written.
    public static func == (a: Self, b: Self) -> Bool { (a.value, a.failure) == (b.value, b.failure) }

    /// A report of a result or a failure.
    public init(_ result: Result<JobResult, WorkFailure>) {
        switch result {
        case .success(let value): self.value = value
        case .failure(let failure): self.failure = failure
        }
    }

    /// Reads a report's text, and keeps it, so that it need not be written anew.
    ///
    /// - Throws: `JSONSyntaxError` and `DecodingError`, with the place at fault.
    public init(text: String) throws {
        self = try JSON.parse(text).decoded(as: JobReport.self)
        given = text
    }

    /// The report's text.
    ///
    /// - Throws: `EncodingError` for what has no form in JSON.
    public var text: String {
        get throws { try given ?? JSON(encoding: self).text() }
    }

    /// The result, or why there is none.
    public var result: Result<JobResult, WorkFailure> {
        if let value { return .success(value) }
        return .failure(failure ?? WorkFailure(type: "ReportError", message: "the report of a job is empty"))
    }
}
