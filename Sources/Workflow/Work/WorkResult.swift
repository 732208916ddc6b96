/// What a piece of work produced.
public enum WorkResult: Sendable, Codable, Hashable {
    case fragmentation(FragmentationWork)
    case bondOrders(BondOrderMean)
    case parameters(ParameterGeneration)
    case torsionDrive(QCOutcome)
    case optimization(QCOutcome)
    case hessian(QCOutcome)
    case charges([Double])
    case fit(FitOutcome)
}

extension WorkResult {
    /// The outcome of a QC calculation, if it is one.
    public var qcOutcome: QCOutcome? {
        switch self {
        case .torsionDrive(let outcome), .optimization(let outcome), .hessian(let outcome): outcome
        case .fragmentation, .bondOrders, .parameters, .charges, .fit: nil
        }
    }
}

/// Why a piece of work could not be done.
public struct WorkFailure: Error, Sendable, Codable, Hashable, CustomStringConvertible {
    /// The class of the error.
    public var type: String
    /// What was wrong, where, and what the user can do.
    public var message: String

    /// A failure of a class with a sentence.
    public init(type: String, message: String) { (self.type, self.message) = (type, message) }

    /// A failure from any error.
    public init(_ error: any Error) {
        self.init(type: String(describing: Swift.type(of: error)), message: "\(error)")
    }

    /// The sentence.
    public var description: String { message }
}
