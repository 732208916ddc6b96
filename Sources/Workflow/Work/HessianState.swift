public import ElectronicStructure
internal import TorsionDrive

/// The Hessian of a molecule at its lowest minimum, as a pure state machine.
///
/// First the minimum is searched for; then the gradients around it are computed, in any order and anywhere.
public struct HessianState: Sendable, Codable, Equatable {
    private static let unitName = "gradients "

    /// The search for the minimum.
    public private(set) var search: MinimumSearch
    /// The gradients, once the minimum is known.
    public private(set) var derivatives: NumericalHessian?
    private var failure: WorkFailure?

    /// A Hessian of which nothing is known yet.
    public init(task: QCTask) { search = MinimumSearch(task: task) }

    /// The jobs that can run now.
    var jobs: [NamedJob] {
        guard failure == nil else { return [] }
        guard let derivatives else { return search.jobs }
        return derivatives.ready.map { NamedJob(name: Self.unitName + "\($0.id)", job: .gradients($0)) }
    }

    /// Takes in what became of a job; of one that was not asked for, or a second time, nothing.
    mutating func record(_ result: Result<JobResult, WorkFailure>, forJob name: String) {
        guard let job = jobs.first(where: { $0.name == name }) else { return }
        guard case .gradients(let unit) = job.job else {
            search.record(result, forJob: name)
            return begin()
        }
        switch result.flatMap(\.gradients) {
        case .failure(let failure): self.failure = failure
        case .success(let gradients):
            do { try derivatives?.record(gradients, for: unit.id) } catch { failure = WorkFailure(error) }
        }
    }

    /// Lays the gradients out once the minimum is known.
    private mutating func begin() {
        switch search.outcome {
        case nil: return
        case .failure(let failure): self.failure = failure
        case .success(let minimum):
            guard let optimization = search.preparation?.optimizations.first else { return }
            derivatives = NumericalHessian(
                system: optimization.system, geometry: minimum.geometry, level: optimization.level)
        }
    }

    /// How many conformers are optimised and gradients computed, and of how many.
    public var parts: (finished: Int, total: Int) {
        let conformers = search.conformers
        guard let gradients = derivatives?.gradients else { return conformers }
        return (conformers.finished + gradients.finished, conformers.total + gradients.total)
    }

    /// The record, once every gradient is there, or why there is none.
    public var outcome: Result<QCOutcome, WorkFailure>? {
        if let failure { return .failure(failure) }
        guard let preparation = search.preparation, let derivatives, let found = derivatives.outcome else { return nil }
        do {
            return .success(try QCOutcome(search: search, preparation, derivatives, found))
        } catch {
            return .failure(WorkFailure(error))
        }
    }
}
