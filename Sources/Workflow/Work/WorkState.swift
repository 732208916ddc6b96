public import Fragmentation
internal import TorsionDrive

/// A piece of work from request to result, as a pure state machine over the results of its jobs.
///
/// The state is a function of the results that were recorded, whatever their order and however often one is repeated, so
/// work can be resumed from stored results.
public enum WorkState: Sendable, Codable, Equatable {
    /// Work that is one job.
    case single(SingleJobState)
    /// A fragmentation: rounds, and bond orders between them.
    case fragmentation(FragmentationState)
    /// Bond orders: a selection of conformers, then one job for each.
    case bondOrders(BondOrderState)
    /// A torsion drive: a preparation, then many constrained optimisations.
    case torsionDrive(DriveState)
    /// A fit: charges that are missing, then the fit.
    case fit(FitState)
    /// A search for the lowest minimum: conformers, then an optimisation of each.
    case optimization(MinimumSearch)
    /// A Hessian: a search for the lowest minimum, then gradients around it.
    case hessian(HessianState)

    /// Work that has not begun.
    public init(_ request: WorkRequest) {
        switch request {
        case .fragmentation(let request): self = .fragmentation(FragmentationState(request: request))
        case .bondOrders(let request): self = .bondOrders(BondOrderState(request: request))
        case .torsionDrive(let task): self = .torsionDrive(DriveState(task: task))
        case .optimization(let task): self = .optimization(MinimumSearch(task: task))
        case .hessian(let task): self = .hessian(HessianState(task: task))
        case .parameters(let request): self = .single(SingleJobState(job: .parameters(request)))
        case .charges(let request): self = .single(SingleJobState(job: .charges(request)))
        case .fit(let request): self = .fit(FitState(request: request))
        }
    }

    /// The jobs that can run now, in any order or all at once.
    public var ready: [NamedJob] {
        switch self {
        case .single(let state): state.ready
        case .fragmentation(let state):
            state.ready.map { [NamedJob(name: "round \(state.rounds)", job: .fragmentation($0))] } ?? []
        case .bondOrders(let state) where state.needsConformers:
            [NamedJob(name: "conformers", job: .conformers(state.request))]
        case .bondOrders(let state):
            state.ready.map { NamedJob(name: "conformer \($0.conformer)", job: .bondOrder($0)) }
        case .torsionDrive(let state) where state.needsPreparation:
            [NamedJob(name: "preparation", job: .drivePreparation(state.task))]
        case .torsionDrive(let state):
            state.ready.map {
                NamedJob(name: $0.id, job: .gridPoint($0.optimization), isAtFront: state.isAtFront($0))
            }
        case .fit(let state): state.ready
        case .optimization(let search): search.jobs
        case .hessian(let state): state.jobs
        }
    }

    /// Other work that must be done first.
    public var needs: [WorkRequest] {
        switch self {
        case .fragmentation(let state): state.missing.map(WorkRequest.bondOrders)
        case .fit(let state): state.needs.map(WorkRequest.charges)
        case .single, .bondOrders, .torsionDrive, .optimization, .hessian: []
        }
    }

    /// Takes in what became of a job; of one that was not asked for, or a second time, nothing.
    public mutating func record(_ result: Result<JobResult, WorkFailure>, forJob name: String) {
        switch self {
        case .single(var state):
            state.record(result)
            self = .single(state)
        case .fragmentation(var state):
            guard let round = Int(name.dropFirst("round ".count)) else { return }
            state.record(result.flatMap(\.fragmentation), forRound: round)
            self = .fragmentation(state)
        case .bondOrders(var state):
            if name == "conformers" {
                state.record(result.flatMap(\.conformers))
            } else if let conformer = Int(name.dropFirst("conformer ".count)) {
                state.record(result.flatMap(\.bondOrder), forConformer: conformer)
            }
            self = .bondOrders(state)
        case .torsionDrive(var state):
            if name == "preparation" {
                state.record(result.flatMap(\.drivePreparation))
            } else {
                state.record(result.flatMap(\.gridPoint), for: name)
            }
            self = .torsionDrive(state)
        case .fit(var state):
            state.record(result)
            self = .fit(state)
        case .optimization(var search):
            search.record(result, forJob: name)
            self = .optimization(search)
        case .hessian(var state):
            state.record(result, forJob: name)
            self = .hessian(state)
        }
    }

    /// Takes in what became of other work; of work that was not needed, nothing.
    public mutating func record(_ result: Result<WorkResult, WorkFailure>, for request: WorkRequest) {
        switch (self, request) {
        case (.fragmentation(var state), .bondOrders(let asked)):
            state.record(result.flatMap(\.bondOrders), for: asked)
            self = .fragmentation(state)
        case (.fit(var state), .charges(let asked)):
            state.record(result.flatMap(\.charges), for: asked)
            self = .fit(state)
        default: return
        }
    }

    /// The result, once it is there, or why there is none.
    public var outcome: Result<WorkResult, WorkFailure>? {
        switch self {
        case .single(let state): state.outcome
        case .fragmentation(let state): state.outcome?.map(WorkResult.fragmentation)
        case .bondOrders(let state): state.outcome?.map(WorkResult.bondOrders)
        case .torsionDrive(let state): state.outcome()?.map(WorkResult.torsionDrive)
        case .fit(let state): state.outcome
        case .optimization(let search): search.qcOutcome?.map(WorkResult.optimization)
        case .hessian(let state): state.outcome?.map(WorkResult.hessian)
        }
    }

    /// How many parts (grid points of a drive, the selection of conformers and bond orders at each, gradients of a Hessian) are
    /// finished, and of how many.
    public var parts: (finished: Int, total: Int) {
        switch self {
        case .single(let state): (state.outcome == nil ? 0 : 1, 1)
        case .fragmentation(let state): (state.outcome == nil ? 0 : 1, 1)
        case .bondOrders(let state):
            (state.conformers.finished + (state.needsConformers ? 0 : 1), state.conformers.total + 1)
        case .torsionDrive(let state): state.gridPoints
        case .fit(let state): (state.outcome == nil ? 0 : 1, 1)
        case .optimization(let search): search.conformers
        case .hessian(let state): state.parts
        }
    }
}

/// Work that is one job.
public struct SingleJobState: Sendable, Codable, Equatable {
    /// What is to be done.
    public let job: Job
    private var report: JobReport?

    /// A job that has not been done.
    public init(job: Job) { self.job = job }

    var ready: [NamedJob] { report == nil ? [NamedJob(name: job.kind.rawValue, job: job)] : [] }

    mutating func record(_ result: Result<JobResult, WorkFailure>) {
        if report == nil { report = JobReport(result) }
    }

    var outcome: Result<WorkResult, WorkFailure>? {
        report?.result.flatMap { result in
            switch (job, result) {
            case (.parameters, .parameters(let generation)): .success(.parameters(generation))
            case (.charges, .charges(let charges)): .success(.charges(charges))
            case (.fit, .fit(let outcome)): .success(.fit(outcome))
            default: .failure(.foreignResult)
            }
        }
    }
}
