public import ElectronicStructure
public import Fragmentation
public import TorsionDrive

/// A piece of work that runs as one unit on one core; its result depends on this value alone.
public enum Job: Sendable, Codable, Equatable {
    /// One round of a fragmentation.
    case fragmentation(FragmentationStepRequest)
    /// The selection of the conformers for bond orders.
    case conformers(BondOrderRequest)
    /// Bond orders at one conformer.
    case bondOrder(BondOrderJob)
    /// The making of bespoke parameters.
    case parameters(ParameterRequest)
    /// The preparation of a torsion drive.
    case drivePreparation(QCTask)
    /// One geometry optimisation: a grid point of a torsion drive, or a conformer on its way to a minimum.
    case gridPoint(ConstrainedOptimization)
    /// The conformers from which a minimum is searched for.
    case minimumPreparation(QCTask)
    /// Gradients around a minimum, for a Hessian.
    case gradients(GradientJob)
    /// Partial charges of a molecule.
    case charges(ChargeRequest)
    /// A fit.
    case fit(FitRequest)

    /// What a job does.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case fragmentation, conformers
        case bondOrder = "bond-order"
        case parameters
        case drivePreparation = "drive-preparation"
        case gridPoint = "grid-point"
        case minimumPreparation = "minimum-preparation"
        case gradients, charges, fit

        /// What kind of worker does it.
        public var category: WorkRequest.Category {
            switch self {
            case .fragmentation, .conformers, .bondOrder, .parameters: .fragmenter
            case .drivePreparation, .gridPoint, .minimumPreparation, .gradients, .charges: .qcCompute
            case .fit: .optimizer
            }
        }

        /// Of the jobs of one task, those with a lower number start first: short ones on which much depends, then long
        /// ones that cannot be split.
        public var urgency: Int {
            switch self {
            case .fragmentation, .conformers, .parameters, .drivePreparation, .minimumPreparation, .fit: 0
            case .charges: 1
            case .bondOrder, .gridPoint, .gradients: 2
            }
        }
    }

    /// What the job does.
    public var kind: Kind {
        switch self {
        case .fragmentation: .fragmentation
        case .conformers: .conformers
        case .bondOrder: .bondOrder
        case .parameters: .parameters
        case .drivePreparation: .drivePreparation
        case .gridPoint: .gridPoint
        case .minimumPreparation: .minimumPreparation
        case .gradients: .gradients
        case .charges: .charges
        case .fit: .fit
        }
    }
}

/// A job of a piece of work, with the name by which the work knows its result.
public struct NamedJob: Sendable, Codable, Equatable {
    /// The job's name within its work; the same whenever the work is done.
    public var name: String
    /// What is to be done.
    public var job: Job
    /// Whether more of its work waits for it than for the others.
    public var isAtFront: Bool

    /// A job with a name.
    public init(name: String, job: Job, isAtFront: Bool = false) {
        (self.name, self.job, self.isAtFront) = (name, job, isAtFront)
    }
}
