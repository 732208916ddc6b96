public import JSON

/// Options of the optimiser, named as in the reference system (`ForceBalanceSchema`).
///
/// The fit of this package reads those that change the optimum or when to stop. Those that steer ForceBalance's own
/// numerics (finite differences, trust radii, eigenvalue bounds) are kept in files and have no effect here.
public struct ForceBalanceSchema: SchemaValue, Hashable {
    /// Upper limit of iterations.
    public var maxIterations = 10
    /// `optimize`, or `single` to evaluate only.
    public var jobType = "optimize"
    /// `L1` or `L2`.
    public var penaltyType = "L2"
    /// Length of a step in mathematical parameters below which a fit has converged.
    public var stepConvergenceThreshold = 0.01
    /// Change of the objective below which a fit has converged.
    public var objectiveConvergenceThreshold = 0.01
    /// Norm of the gradient below which a fit has converged.
    public var gradientConvergenceThreshold = 0.01
    /// How many of the three criteria must be met.
    public var nCriteria = 2
    /// Least eigenvalue of ForceBalance's Hessian.
    public var eigenvalueLowerBound = 0.01
    /// Step of ForceBalance's central differences.
    public var finiteDifferenceH = 0.01
    /// Factor on the penalty.
    public var penaltyAdditive = 1.0
    /// Initial trust radius; negative for a line search.
    public var initialTrustRadius = -0.25
    /// Least trust radius.
    public var minimumTrustRadius = 0.05
    /// How much the objective may rise in a step.
    public var errorTolerance = 1.0
    /// Growth of the trust radius.
    public var adaptiveFactor = 0.2
    /// Damping of the growth of the trust radius.
    public var adaptiveDamping = 1.0
    /// Whether the objective is divided by the sum of target weights.
    public var normalizeWeights = false
    /// Lines for ForceBalance's input, verbatim.
    public var extras: [String: String] = [:]

    /// The schema with the reference system's defaults.
    public init() {}

    /// Reads the schema.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        var schema = ForceBalanceSchema()
        func assign<T>(_ key: String, _ path: WritableKeyPath<Self, T>, _ read: (SchemaNode) -> T?) {
            if let value = fields.optional(key, default: schema[keyPath: path], read) { schema[keyPath: path] = value }
        }
        _ = fields.optional("type", default: "ForceBalance") { $0.choice(["ForceBalance"]) }
        assign("max_iterations", \.maxIterations) { $0.positiveInteger() }
        assign("job_type", \.jobType) { $0.choice(["single", "optimize"]) }
        assign("penalty_type", \.penaltyType) { $0.choice(["L1", "L2"]) }
        assign("step_convergence_threshold", \.stepConvergenceThreshold) { $0.positiveNumber() }
        assign("objective_convergence_threshold", \.objectiveConvergenceThreshold) { $0.positiveNumber() }
        assign("gradient_convergence_threshold", \.gradientConvergenceThreshold) { $0.positiveNumber() }
        assign("n_criteria", \.nCriteria) { $0.positiveInteger() }
        assign("eigenvalue_lower_bound", \.eigenvalueLowerBound) { $0.positiveNumber() }
        assign("finite_difference_h", \.finiteDifferenceH) { $0.positiveNumber() }
        assign("penalty_additive", \.penaltyAdditive) { $0.positiveNumber() }
        assign("initial_trust_radius", \.initialTrustRadius) { $0.number() }
        assign("minimum_trust_radius", \.minimumTrustRadius) { $0.number() }
        assign("error_tolerance", \.errorTolerance) { $0.positiveNumber() }
        assign("adaptive_factor", \.adaptiveFactor) { $0.positiveNumber() }
        assign("adaptive_damping", \.adaptiveDamping) { $0.positiveNumber() }
        assign("normalize_weights", \.normalizeWeights) { $0.boolean() }
        assign("extras", \.extras) { $0.texts() }
        fields.forbidOthers()
        self = schema
    }

    /// The schema as JSON.
    public var json: JSON {
        [
            "type": "ForceBalance", "max_iterations": .integer(maxIterations), "job_type": .string(jobType),
            "penalty_type": .string(penaltyType),
            "step_convergence_threshold": .number(stepConvergenceThreshold),
            "objective_convergence_threshold": .number(objectiveConvergenceThreshold),
            "gradient_convergence_threshold": .number(gradientConvergenceThreshold),
            "n_criteria": .integer(nCriteria), "eigenvalue_lower_bound": .number(eigenvalueLowerBound),
            "finite_difference_h": .number(finiteDifferenceH), "penalty_additive": .number(penaltyAdditive),
            "initial_trust_radius": .number(initialTrustRadius), "minimum_trust_radius": .number(minimumTrustRadius),
            "error_tolerance": .number(errorTolerance), "adaptive_factor": .number(adaptiveFactor),
            "adaptive_damping": .number(adaptiveDamping), "normalize_weights": .boolean(normalizeWeights),
            "extras": .texts(extras),
        ]
    }
}
