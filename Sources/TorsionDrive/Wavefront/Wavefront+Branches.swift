extension Wavefront {
    /// Sends the second minimum that a round has led to on by itself, away from where it came from, until it meets the best
    /// minima or the end of the half.
    ///
    /// At 0° and 180° a geometry and its mirror image are two starts for one point of a folded drive, and for one point each
    /// of a whole one, where both minima are kept and sent on. The higher may be the lower one some angles away. As the best
    /// one, it is sent when it is new at its angle, or lower by more than the threshold than when it was sent last.
    mutating func followBranch(_ finished: [(GridPointJob, ConstrainedOptimizationResult)], at angle: Int) {
        guard isFolded, let lowest = best[angle]?.energy else { return }
        let threshold = setup.energyDecreaseThreshold
        let limit = (sentBranches[angle] ?? .infinity) - threshold
        let second = finished.filter { job, result in
            guard let energy = result.energy, let source = job.sourceAngle, job.optimization.holdsBonds != true else {
                return false
            }
            return (job.isBranch == true || isOwnMirrorImage(source)) && energy > lowest + threshold && energy < limit
        }.min { ($0.1.energy ?? .infinity) < ($1.1.energy ?? .infinity) }
        guard let (job, result) = second, let source = job.sourceAngle else { return }
        let next = 2 * angle - source
        guard grid.angles.contains(next), folded(next) == next else { return }
        sentBranches[angle] = result.energy
        send(result, from: angle, to: next, isBranch: true)
    }

    /// Whether the mirror image of an angle is the angle itself.
    private func isOwnMirrorImage(_ angle: Int) -> Bool { grid.normalized(-angle) == angle }
}
