public import JSON

/// The prior widths of one kind of parameter.
public struct Hyperparameters: SchemaValue, Hashable {
    /// The kind of parameter.
    public var type: ParameterType
    /// Prior width for each attribute, in the units of the OFFXML attribute.
    public var priors: [String: Double]

    /// Hyperparameters with the default priors of a kind.
    public init(type: ParameterType, priors: [String: Double]? = nil) {
        self.type = type
        self.priors = priors ?? Dictionary(uniqueKeysWithValues: type.defaultPriors.map { ($0.key, $0.value) })
    }

    /// Reads hyperparameters.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields(),
            let type = fields.optional(
                "type", default: ParameterType.properTorsions.rawValue,
                { $0.choice(ParameterType.allCases.map(\.rawValue)) }
            ).flatMap(ParameterType.init(rawValue:)),
            let priors = fields.optional(
                "priors", default: type.defaultPriors, { $0.dictionary { $0.positiveNumber() } })
        else { return nil }
        fields.forbidOthers()
        self.init(type: type, priors: Dictionary(priors.map { ($0.key, $0.value) }) { _, last in last })
    }

    /// The hyperparameters as JSON.
    public var json: JSON {
        let order = type.defaultPriors.map(\.key)
        let keys = order.filter { priors[$0] != nil } + priors.keys.filter { !order.contains($0) }.sorted()
        let members = keys.map { ($0, JSON.number(priors[$0] ?? 0)) }
        return ["type": .string(type.rawValue), "priors": .object(JSONObject(members))]
    }
}
