internal import ElectronicStructure
internal import TorsionDrive

extension MinimumSearch {
    private static let preparationName = "preparation"
    private static let conformerName = "conformer "

    /// The jobs that can run now.
    var jobs: [NamedJob] {
        if needsPreparation { return [NamedJob(name: Self.preparationName, job: .minimumPreparation(task))] }
        return ready.map { NamedJob(name: Self.conformerName + "\($0.conformer)", job: .gridPoint($0.optimization)) }
    }

    /// Takes in what became of a job; one that could not be done at all is a lost conformer, not a failed search.
    mutating func record(_ result: Result<JobResult, WorkFailure>, forJob name: String) {
        if name == Self.preparationName { return record(result.flatMap(\.minimumPreparation)) }
        guard name.hasPrefix(Self.conformerName), let conformer = Int(name.dropFirst(Self.conformerName.count)) else {
            return
        }
        switch result.flatMap(\.gridPoint) {
        case .success(let optimum): record(optimum, forConformer: conformer)
        case .failure(let failure):
            let lost = ConstrainedOptimizationResult(
                energy: nil, geometry: [], gradients: 0, iterations: 0,
                failure: OptimizationFailure(.engine, failure.message, recovery: .never))
            record(lost, forConformer: conformer)
        }
    }
}
