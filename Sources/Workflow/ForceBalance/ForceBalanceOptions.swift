/// The `$options` block of ForceBalance's input.
struct ForceBalanceOptions {
    private let optimizer: ForceBalanceSchema
    private let priors: [Hyperparameters]

    init(_ optimizer: ForceBalanceSchema, priors: [Hyperparameters]) {
        (self.optimizer, self.priors) = (optimizer, priors)
    }

    /// The block.
    var text: String {
        let extras = optimizer.extras.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let widths = priors.flatMap { kind in
            kind.priors.sorted { $0.key < $1.key }.map {
                "   \(kind.type.rawValue)/\(kind.type.elementName)/\($0.key) :  \($0.value)"
            }
        }
        let lines = ["$options"] + own + extras + ["priors"] + widths + ["/priors", "$end", ""]
        return lines.joined(separator: "\n")
    }

    private var own: [String] {
        [
            "jobtype \(optimizer.jobType)", "forcefield force-field.offxml", "ffdir forcefield",
            "maxstep \(optimizer.maxIterations)", "penalty_type \(optimizer.penaltyType)",
            "penalty_additive \(optimizer.penaltyAdditive)", "trust0 \(optimizer.initialTrustRadius)",
            "mintrust \(optimizer.minimumTrustRadius)", "finite_difference_h \(optimizer.finiteDifferenceH)",
            "eig_lowerbound \(optimizer.eigenvalueLowerBound)", "error_tolerance \(optimizer.errorTolerance)",
            "adaptive_factor \(optimizer.adaptiveFactor)", "adaptive_damping \(optimizer.adaptiveDamping)",
            "convergence_step \(optimizer.stepConvergenceThreshold)",
            "convergence_objective \(optimizer.objectiveConvergenceThreshold)",
            "convergence_gradient \(optimizer.gradientConvergenceThreshold)", "criteria \(optimizer.nCriteria)",
            "normalize_weights \(optimizer.normalizeWeights)", "constrain_charge false",
        ]
    }
}

extension ParameterType {
    /// The OFFXML element of one parameter.
    var elementName: String {
        switch self {
        case .properTorsions: "Proper"
        case .improperTorsions: "Improper"
        case .bonds: "Bond"
        case .angles: "Angle"
        case .vdW: "Atom"
        }
    }
}
