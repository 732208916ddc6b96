/// A fit, from request to result, as a pure state machine: first charges that are missing, then the fit itself.
public struct FitState: Sendable, Codable, Equatable {
    /// What is fitted, with the charges that are known by now.
    public private(set) var request: FitRequest
    private var fit: SingleJobState?
    private var failure: WorkFailure?

    /// A fit of which nothing is known yet.
    public init(request: FitRequest) {
        self.request = request
        if needs.isEmpty { begin() }
    }

    /// The charges that must be made first.
    public var needs: [ChargeRequest] {
        failure == nil ? (request.chargesToMake ?? []).filter { request.charges[$0.cmiles] == nil } : []
    }

    var ready: [NamedJob] { fit?.ready ?? [] }

    var outcome: Result<WorkResult, WorkFailure>? { failure.map { .failure($0) } ?? fit?.outcome }

    /// Takes in partial charges; those that are not needed change nothing.
    mutating func record(_ result: Result<[Double], WorkFailure>, for charges: ChargeRequest) {
        guard needs.contains(charges) else { return }
        switch result {
        case .failure(let failure): self.failure = failure
        case .success(let values):
            request.charges[charges.cmiles] = values
            if needs.isEmpty { begin() }
        }
    }

    mutating func record(_ result: Result<JobResult, WorkFailure>) { fit?.record(result) }

    private mutating func begin() {
        request.chargesToMake = nil
        fit = SingleJobState(job: .fit(request))
    }
}
