internal import Fragmentation
internal import TorsionDrive
internal import Workflow

/// A piece of work that runs as one unit on one core.
enum LocalJob: Sendable {
    /// Work that a task asked for, torsion drives and bond orders aside.
    case work(key: String, WorkRequest)
    /// The preparation of a torsion drive.
    case prepare(key: String, QCTask)
    /// One constrained optimisation of a torsion drive.
    case gridPoint(key: String, GridPointJob)
    /// The selection of the conformers for bond orders.
    case conformers(key: String, BondOrderRequest)
    /// Bond orders at one conformer.
    case bondOrder(key: String, BondOrderJob)

    /// What kind of worker does it.
    var category: WorkRequest.Category {
        switch self {
        case .work(_, let request): request.category
        case .prepare, .gridPoint: .qcCompute
        case .conformers, .bondOrder: .fragmenter
        }
    }

    /// Jobs with a lower number start first: long ones that cannot be split, and those that much depends on.
    var urgency: Int {
        switch self {
        case .prepare, .conformers: 0
        case .work(_, .charges): 1
        case .gridPoint, .bondOrder: 2
        case .work: 0
        }
    }
}

/// What a job reports, and which category of workers it occupied.
struct LocalReport: Sendable {
    let category: WorkRequest.Category
    let content: Content

    enum Content: Sendable {
        case work(key: String, Result<WorkResult, WorkFailure>)
        case prepare(key: String, Result<DrivePreparation, WorkFailure>)
        case gridPoint(key: String, id: GridPointJob.ID, ConstrainedOptimizationResult)
        case conformers(key: String, Result<ConformerSelection, WorkFailure>)
        case bondOrder(key: String, conformer: Int, Result<[Double], WorkFailure>)
    }
}
