public import JSON

/// The outcome of a whole fit.
public struct BespokeOptimizationResults: SchemaValue, Hashable {
    /// What was asked for, with the reference data that were used.
    public var inputSchema: BespokeOptimizationSchema?
    /// The outcome of each stage.
    public var stages: [OptimizationStageResults]

    /// The outcome of a fit.
    public init(inputSchema: BespokeOptimizationSchema?, stages: [OptimizationStageResults]) {
        (self.inputSchema, self.stages) = (inputSchema, stages)
    }

    /// Reads an outcome.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let type = fields.optional("type", default: "bespoke") { $0.choice(["bespoke"]) }
        let schema = fields.optional("input_schema", default: nil) { node in
            node.nullable { BespokeOptimizationSchema(reading: $0) }
        }
        let stages = fields.optional("stages", default: []) { $0.list { OptimizationStageResults(reading: $0) } }
        fields.forbidOthers()
        guard type != nil, let schema, let stages else { return nil }
        self.init(inputSchema: schema, stages: stages)
    }

    /// The outcome as JSON.
    public var json: JSON {
        ["type": "bespoke", "input_schema": inputSchema?.json ?? .null, "stages": .array(stages.map(\.json))]
    }

    /// The state of the fit, from those of its stages.
    public var status: Status {
        guard let inputSchema, stages.contains(where: { $0.status != .waiting }) else { return .waiting }
        if stages.contains(where: { $0.status == .errored }) { return .errored }
        let done = stages.count == inputSchema.stages.count && stages.allSatisfy { $0.status == .success }
        return done ? .success : .running
    }

    /// The refit force field as OFFXML text, once the fit has succeeded.
    public var refitForceField: String? { status == .success ? stages.last?.refitForceField : nil }
}
