public import JSON

/// One stage of a fit: what is fitted, to what, and how.
public struct OptimizationStageSchema: SchemaValue, Hashable {
    /// The optimiser's options.
    public var optimizer: ForceBalanceSchema
    /// The parameters to fit; filled when the fragments are known.
    public var parameters: [ParameterSchema]
    /// The prior widths for each kind of parameter.
    public var parameterHyperparameters: [Hyperparameters]
    /// What the force field shall reproduce.
    public var targets: [TargetSchema]

    /// A stage from its parts.
    public init(
        optimizer: ForceBalanceSchema, parameters: [ParameterSchema] = [],
        parameterHyperparameters: [Hyperparameters], targets: [TargetSchema] = []
    ) {
        (self.optimizer, self.parameters) = (optimizer, parameters)
        (self.parameterHyperparameters, self.targets) = (parameterHyperparameters, targets)
    }

    /// Reads a stage.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let optimizer = fields.required("optimizer") { ForceBalanceSchema(reading: $0) }
        let parameters = fields.required("parameters") { $0.list { ParameterSchema(reading: $0) } }
        let priors = fields.required("parameter_hyperparameters") { $0.list { Hyperparameters(reading: $0) } }
        let targets = fields.optional("targets", default: []) { $0.list { TargetSchema(reading: $0) } }
        fields.forbidOthers()
        guard let optimizer, let parameters, let priors, let targets else { return nil }
        self.init(optimizer: optimizer, parameters: parameters, parameterHyperparameters: priors, targets: targets)
    }

    /// The stage as JSON.
    public var json: JSON {
        [
            "optimizer": optimizer.json, "parameters": .array(parameters.map(\.json)),
            "parameter_hyperparameters": .array(parameterHyperparameters.map(\.json)),
            "targets": .array(targets.map(\.json)),
        ]
    }
}
