public import ElectronicStructure

/// A second level of theory, at which a drive's energies are computed once its geometries are known.
///
/// No energy of the first level reaches the profile.
public struct Refinement: Sendable, Codable, Hashable {
    /// The second level.
    public var level: LevelOfTheory
    /// How many steps the geometry of each grid point is optimised at the second level, at most; 0 for single points.
    public var steps: Int

    /// Single points at a level, or a short optimisation of some steps.
    public init(level: LevelOfTheory, steps: Int = 0) { (self.level, self.steps) = (level, steps) }
}

extension Wavefront {
    /// Lays out one job for each point, once, when the geometries are known.
    mutating func refine() {
        guard let refinement = setup.refinement, !isRefining else { return }
        isRefining = true
        for angle in best.keys.sorted() {
            guard let point = best[angle] else { continue }
            var work = setup.optimization(from: point.geometry, to: angle, hessian: point.hessian)
            work.level = refinement.level
            (work.options.maxiter, work.options.converge) = (refinement.steps, ["maxiter"])
            if held.contains(angle) { work.holdsBonds = true }
            append(GridPointStart(round: firstRound, source: angle, work: work), at: angle)
        }
    }

    /// Takes in the points of the second level; one that failed is tried once more and then left out.
    mutating func evaluateRefinement(_ finished: [(GridPointJob, ConstrainedOptimizationResult)]) {
        for (job, result) in finished {
            guard let failure = result.failure else {
                refined[job.gridAngle] = result
                continue
            }
            failures[job.gridAngle] = failure.message
            if job.attempt == 0, failure.recovery != .never {
                repeating(job, with: job.optimization)
            }
        }
    }

    /// The results that the profile is made of: those of the second level, where there is one.
    var points: [Int: ConstrainedOptimizationResult] { setup.refinement == nil ? best : refined }
}
