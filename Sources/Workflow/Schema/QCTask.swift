public import JSON

/// A calculation for one molecule: a `Torsion1DTask`, `OptimizationTask` or `HessianTask` of the reference system.
public struct QCTask: SchemaValue, Hashable {
    /// What is to be computed.
    public var spec: TaskSpec
    /// The molecule, as SMILES.
    public var smiles: String
    /// Map numbers of the two atoms of a torsion drive's central bond.
    public var centralBond: [Int]?

    /// A calculation for a molecule.
    public init(spec: TaskSpec, smiles: String, centralBond: [Int]? = nil) {
        (self.spec, self.smiles, self.centralBond) = (spec, smiles, centralBond)
    }

    /// Reads a calculation of any kind.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields(),
            let kind = fields.required("type", { $0.choice(TaskSpec.Kind.allCases.map(\.rawValue)) })
                .flatMap(TaskSpec.Kind.init(rawValue:))
        else { return nil }
        let spec = TaskSpec(fields: fields, kind: kind)
        let smiles = fields.required("smiles") { $0.string() }
        var bond: [Int]?? = .some(nil)
        if kind == .torsion1d {
            bond = fields.optional("central_bond", default: nil) { $0.nullable { $0.centralBond() } }
        }
        fields.forbidOthers()
        guard let spec, let smiles, let bond else { return nil }
        self.init(spec: spec, smiles: smiles, centralBond: bond)
    }

    /// The calculation as JSON.
    public var json: JSON {
        var members = spec.members + [("smiles", .string(smiles))]
        if spec.kind == .torsion1d {
            members.append(("central_bond", centralBond.map { .array($0.map(JSON.integer)) } ?? .null))
        }
        return .object(JSONObject(members))
    }
}

extension SchemaNode {
    fileprivate func centralBond() -> [Int]? {
        guard let bond = list({ $0.integer() }) else { return nil }
        guard bond.count == 2 else { return fail("a central bond has two map numbers", "value_error") }
        return bond
    }
}
