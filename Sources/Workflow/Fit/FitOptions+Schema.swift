internal import Fitting

extension FitOptions {
    /// How many steps stand for one iteration of ForceBalance, which tries several points along a line.
    private static let stepsPerIteration = 5

    /// The tolerance of the fit at ForceBalance's default threshold of 0.01 is 1e-6.
    private static let thresholdPerTolerance = 1e4

    /// The options of a stage; those that steer only ForceBalance's own numerics have no counterpart.
    init(_ optimizer: ForceBalanceSchema) {
        self.init()
        penalty = Penalty(form: optimizer.penaltyType == "L1" ? .l1 : .l2, weight: optimizer.penaltyAdditive)
        normalizesWeights = optimizer.normalizeWeights
        maximumIterations = optimizer.jobType == "single" ? 0 : optimizer.maxIterations * Self.stepsPerIteration
        decreaseTolerance = optimizer.objectiveConvergenceThreshold / Self.thresholdPerTolerance
    }
}
