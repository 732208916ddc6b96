/// Where an optimisation stands: the forces left, the last step, and the step that would come next.
struct OptimizerProgress {
    /// The step that led here.
    struct Last {
        /// The change of the energy [hartree].
        let energyChange: Double
        /// The atoms' moves [Å].
        let displacement: (rms: Double, max: Double)
    }

    private let gradient: (rms: Double, max: Double)
    private let energyChange: Double
    private let displacement: (rms: Double, max: Double)

    /// The smaller of the last and the next step counts: a next step that would change nothing need not be taken.
    init(frame: OptimizerFrame, step: RationalStep, last: Last?) {
        gradient = frame.gradientNorms
        let next = frame.displacementNorms(step.step)
        let foreseen = 5 * step.predicted.magnitude
        energyChange = min(last?.energyChange.magnitude ?? .infinity, foreseen)
        displacement = (
            min(last?.displacement.rms ?? .infinity, next.rms), min(last?.displacement.max ?? .infinity, next.max)
        )
    }

    func isConverged(_ criteria: ConvergenceCriteria, _ options: OptimizerOptions) -> Bool {
        let energy = energyChange < criteria.energy
        let rmsMove = displacement.rms < criteria.rmsDisplacement
        let maxMove = displacement.max < criteria.maxDisplacement
        let rmsForce = gradient.rms < criteria.rmsGradient
        if energy && rmsForce && gradient.max < criteria.maxGradient && rmsMove && maxMove { return true }
        if options.qccnv && rmsForce && (rmsMove || energy) { return true }
        return options.molcnv && gradient.max < 3e-4 && (displacement.max < 1.2e-3 || energy)
    }
}
