public import Fragmentation
internal import JSON

/// A piece of work that a task asks for. Equal requests have equal keys and need to be done only once.
public enum WorkRequest: Sendable, Codable, Hashable {
    /// Cut the molecule; rounds, and bond orders between them.
    case fragmentation(FragmentationRequest)
    /// Bond orders of a molecule; a selection of conformers, then one calculation for each.
    case bondOrders(BondOrderRequest)
    /// Make the bespoke parameters and the list of torsion drives.
    case parameters(ParameterRequest)
    /// Drive a torsion; many constrained optimisations.
    case torsionDrive(QCTask)
    /// Find a molecule's lowest minimum; one optimisation for each conformer.
    case optimization(QCTask)
    /// Second derivatives at the lowest minimum; its search, then gradients around it.
    case hessian(QCTask)
    /// Partial charges of a molecule.
    case charges(ChargeRequest)
    /// Fit the force field.
    case fit(FitRequest)

    /// What kind of worker does it.
    public enum Category: String, Sendable, Codable, CaseIterable {
        case fragmenter
        case qcCompute = "qc-compute"
        case optimizer
    }

    /// What is done.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case fragmentation
        case bondOrders = "bond-orders"
        case parameters
        case torsionDrive = "torsion-drive"
        case optimization, hessian, charges, fit
    }

    /// What is done.
    public var kind: Kind {
        switch self {
        case .fragmentation: .fragmentation
        case .bondOrders: .bondOrders
        case .parameters: .parameters
        case .torsionDrive: .torsionDrive
        case .optimization: .optimization
        case .hessian: .hessian
        case .charges: .charges
        case .fit: .fit
        }
    }

    /// What kind of worker does it.
    public var category: Category {
        switch self {
        case .fragmentation, .bondOrders, .parameters: .fragmenter
        case .torsionDrive, .optimization, .hessian, .charges: .qcCompute
        case .fit: .optimizer
        }
    }

    /// A version-4 UUID made of the leading 128 bits of ``key``, under which others know the work.
    public var id: String { Self.id(ofKey: key) }

    /// The id of work with a key of at least 32 hexadecimal digits.
    public static func id(ofKey key: String) -> String {
        var digits = Array(key.utf8.prefix(32))
        guard digits.count == 32 else { return key }
        (digits[12], digits[16]) = (UInt8(ascii: "4"), UInt8(ascii: "8"))
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }

    /// SHA-512 of the request's canonical text.
    public var key: String {
        switch self {
        case .fragmentation(let request): sha512("fragmentation " + request.canonicalText)
        case .bondOrders(let request): sha512("bond orders " + request.canonicalText)
        case .parameters(let request): sha512("parameters " + request.canonicalText)
        case .torsionDrive(let task), .optimization(let task), .hessian(let task): task.key
        case .charges(let request): sha512("charges " + request.canonicalText)
        case .fit(let request): sha512("fit " + request.essence.canonicalText)
        }
    }
}

extension WorkRequest {
    /// The QC calculation of a task, by its kind.
    public init(_ task: QCTask) {
        switch task.spec.kind {
        case .torsion1d: self = .torsionDrive(task)
        case .optimization: self = .optimization(task)
        case .hessian: self = .hessian(task)
        }
    }
}

/// Everything that the making of bespoke parameters depends on.
public struct ParameterRequest: Sendable, Codable, Hashable {
    /// The task's schema.
    public var schema: BespokeOptimizationSchema
    /// How the molecule was cut.
    public var fragmentation: FragmentationOutcome?
}

extension Encodable {
    /// The value's JSON with its keys sorted, for content hashes.
    var canonicalText: String { (try? JSON(encoding: self).sortedByKey.text()) ?? "" }
}

extension JSON {
    /// The same value with the members of every object in the order of their keys.
    fileprivate var sortedByKey: JSON {
        switch self {
        case .array(let elements): .array(elements.map(\.sortedByKey))
        case .object(let object):
            .object(JSONObject(object.members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sortedByKey) }))
        default: self
        }
    }
}
