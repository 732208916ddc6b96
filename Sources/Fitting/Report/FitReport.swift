public import MolecularMechanics

/// The outcome of a fit: the best parameters found and what became of each target.
public struct FitReport: Sendable {
    /// One evaluation of the objective.
    public struct Iteration: Sendable, Hashable {
        /// 0 for the starting parameters.
        public var number: Int
        /// Targets plus penalty.
        public var objective: Double
        /// Targets alone.
        public var unpenalized: Double
        /// Whether the step to this point was kept.
        public var isAccepted: Bool
        /// Largest |change| of a variable m from the best point before.
        public var stepSize: Double
        /// What the convex model at this point still promises, where it was kept; the measure of optimality.
        public var promisedDecrease: Double?
    }

    /// One parameter before and after.
    public struct Parameter: Sendable, Hashable {
        /// The parameter, with its starting value.
        public var parameter: FittedParameter
        /// The prior width used [unit of the parameter].
        public var priorWidth: Double
        /// The best value found [unit of the parameter].
        public var refitValue: Double
        /// The variable m = (refit − initial)/width.
        public var variable: Double
        /// Whether any target uses it.
        public var isUsed: Bool
    }

    /// One target before and after.
    public struct Target: Sendable, Hashable {
        /// The target's name.
        public var name: String
        /// The factor on X in the objective.
        public var weight: Double
        /// X with the starting parameters.
        public var initialObjective: Double
        /// X with the fitted parameters.
        public var refitObjective: Double
        /// Energies by grid point, for targets of energies.
        public var profile: EnergyProfile?
    }

    /// Whether the stop criterion was met.
    public var isConverged: Bool
    /// Why the fit stopped, as a sentence.
    public var reason: String
    /// The objective at each evaluation, the start first.
    public var iterations: [Iteration]
    /// Parameters in the order they were given.
    public var parameters: [Parameter]
    /// Targets in the order they were given.
    public var targets: [Target]
    /// What a reader should know about the data.
    public var warnings: [FitWarning]

    /// The objective with the starting parameters, penalty included (it is zero there).
    public var initialObjective: Double { iterations.first?.objective ?? .nan }
    /// The best objective found, penalty included.
    public var finalObjective: Double { iterations.last { $0.isAccepted }?.objective ?? .nan }
    /// The best objective found, without the penalty.
    public var finalUnpenalized: Double { iterations.last { $0.isAccepted }?.unpenalized ?? .nan }

    /// The fitted value of a parameter [its unit], or nil if it was not fitted.
    public func value(of reference: ParameterReference, _ attribute: ParameterAttribute) -> Double? {
        parameters.first { $0.parameter.reference == reference && $0.parameter.attribute == attribute }?.refitValue
    }
}
