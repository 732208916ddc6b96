extension Wavefront {
    /// A minimum above the best one of its angle, and the angle it was reached from [degree].
    struct Branch: Sendable, Codable, Equatable {
        let source: Int
        let result: ConstrainedOptimizationResult
    }

    /// Keeps the lowest of the results that belong to a second branch and did not become the best of their angle.
    ///
    /// At 0° and 180° a geometry and its mirror image are two starts for one point of a folded drive, and for one point each
    /// of a whole one, where both minima are kept and sent on. The higher may be the lower one some angles away.
    mutating func noteBranches(_ finished: [(GridPointJob, ConstrainedOptimizationResult)], at angle: Int) {
        guard isFolded, let lowest = best[angle]?.energy else { return }
        for (job, result) in finished {
            guard let energy = result.energy, let source = job.sourceAngle, job.optimization.holdsBonds != true,
                job.isBranch == true || isOwnMirrorImage(source), energy > lowest + setup.energyDecreaseThreshold,
                energy < branches[angle]?.result.energy ?? .infinity
            else { continue }
            branches[angle] = Branch(source: source, result: result)
        }
    }

    /// Whether the mirror image of an angle is the angle itself.
    private func isOwnMirrorImage(_ angle: Int) -> Bool { grid.normalized(-angle) == angle }

    /// Sends what was kept one angle on, away from where it came from, until it meets the best minima or the end of the half.
    mutating func followBranches() {
        let kept = branches
        branches = [:]
        for (angle, branch) in kept.sorted(by: { $0.key < $1.key }) {
            let next = 2 * angle - branch.source
            guard grid.angles.contains(next), folded(next) == next else { continue }
            send(branch.result, from: angle, to: next, isBranch: true)
        }
    }
}
