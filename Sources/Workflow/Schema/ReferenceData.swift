public import JSON

/// Where the reference data of a target come from.
public enum ReferenceData: SchemaValue, Hashable {
    /// To be computed for each fragment.
    case bespoke(TaskSpec)
    /// QCSchema records at hand.
    case local(records: [JSON])
    /// Records on a QCArchive server (`TorsionDriveResultCollection` and the like), kept verbatim.
    case collection(JSON)

    /// Reads reference data of any task kind.
    public init?(reading node: SchemaNode) { self.init(reading: node, kind: .torsion1d) }

    init?(reading node: SchemaNode, kind: TaskSpec.Kind) {
        guard let fields = node.fields() else { return nil }
        let names = [
            "local", "bespoke", "TorsionDriveResultCollection", "OptimizationResultCollection", "BasicResultCollection",
        ]
        guard let type = fields.required("type", { $0.choice(names) }) else { return nil }
        switch type {
        case "bespoke":
            guard let spec = fields.required("spec", { TaskSpec(reading: $0, kinds: [kind]) }) else { return nil }
            self = .bespoke(spec)
        case "local":
            guard let records = fields.required("qc_records", { $0.list { $0.record() } }) else { return nil }
            self = .local(records: records)
        default:
            self = .collection(node.value)
        }
    }

    /// The reference data as JSON.
    public var json: JSON {
        switch self {
        case .bespoke(let spec): ["type": "bespoke", "spec": spec.json]
        case .local(let records): ["type": "local", "qc_records": .array(records)]
        case .collection(let json): json
        }
    }
}

extension SchemaNode {
    fileprivate func record() -> JSON? { fields() == nil ? nil : value }
}
