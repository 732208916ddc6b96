/// How a fit runs.
public struct FitOptions: Sendable, Hashable {
    /// The largest number of accepted or refused steps; 0 only evaluates the starting parameters.
    public var maximumIterations = 50
    /// The penalty on the variables.
    public var penalty = Penalty()
    /// Whether the weighted targets are divided by the sum of their weights.
    public var normalizesWeights = false
    /// Converged when the convex model promises less than this decrease of the objective.
    public var decreaseTolerance = 1e-7
    /// Initial damping λ of the step, relative to the largest diagonal element of JᵀJ.
    public var initialDamping = 1e-4

    /// The default options.
    public init() {}
}
