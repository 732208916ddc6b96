public import TorsionDrive

/// The search for a molecule's lowest minimum, as a pure state machine.
///
/// First the conformers are made; then each is optimised, in any order and anywhere. The lowest of the optima that kept their
/// bonds is the outcome; the first in the order of the conformers on a tie.
public struct MinimumSearch: Sendable, Codable, Equatable {
    /// What is computed.
    public let task: QCTask
    /// The start geometries, once they are known.
    public private(set) var preparation: MinimumPreparation?
    private var results: [ConstrainedOptimizationResult?] = []
    private var preparationFailure: WorkFailure?

    /// A search that has not begun.
    public init(task: QCTask) { self.task = task }

    /// Takes in the start geometries; repeated ones change nothing.
    public mutating func record(_ result: Result<MinimumPreparation, WorkFailure>) {
        guard needsPreparation else { return }
        switch result {
        case .failure(let failure): preparationFailure = failure
        case .success(let preparation) where preparation.optimizations.isEmpty:
            preparationFailure = WorkFailure(
                type: "ConformerError", message: "no conformer of \(preparation.cmiles) was found")
        case .success(let preparation):
            self.preparation = preparation
            results = preparation.optimizations.map { _ in nil }
        }
    }

    /// Takes in the optimum from a conformer; one that is known or was not asked for changes nothing.
    public mutating func record(_ result: ConstrainedOptimizationResult, forConformer conformer: Int) {
        guard results.indices.contains(conformer), results[conformer] == nil else { return }
        var small = result
        small.hessian = nil
        results[conformer] = small
    }

    /// Whether the conformers are still to be made.
    public var needsPreparation: Bool { preparation == nil && preparationFailure == nil }

    /// The optimisations that have not been reported yet, by their conformer.
    public var ready: [(conformer: Int, optimization: ConstrainedOptimization)] {
        guard let preparation else { return [] }
        return results.indices.filter { results[$0] == nil }.map { ($0, preparation.optimizations[$0]) }
    }

    /// How many conformers are optimised, and of how many; none before they are made.
    public var conformers: (finished: Int, total: Int) { (results.count { $0 != nil }, results.count) }

    /// How many energies with gradients were computed.
    public var gradients: Int { results.compactMap { $0?.gradients }.reduce(0, +) }

    /// A sentence about each conformer that led to no minimum.
    public var warnings: [String] {
        results.enumerated().compactMap { index, result in
            guard let failure = result?.failure else { return nil }
            return "conformer \(index + 1) of \(results.count) of \(task.smiles) was left out: \(failure.message)"
        }
    }

    /// The lowest minimum and the conformer that led to it, once all have been reported, or why there is none.
    public var outcome: Result<Minimum, WorkFailure>? {
        if let preparationFailure { return .failure(preparationFailure) }
        guard preparation != nil, results.allSatisfy({ $0 != nil }) else { return nil }
        var best: Minimum?
        for (conformer, result) in results.enumerated() {
            guard let result, result.isConverged, let energy = result.energy else { continue }
            if let known = best, known.energy <= energy { continue }
            best = Minimum(conformer: conformer, energy: energy, geometry: result.geometry)
        }
        if let best { return .success(best) }
        let reason = results.lazy.compactMap { $0?.failure }.first?.message ?? "no energy was computed"
        return .failure(
            WorkFailure(type: "OptimizationError", message: "no minimum of \(task.smiles) was found: \(reason)"))
    }

    /// The record of the lowest minimum, once all conformers have been reported, or why there is none.
    public var qcOutcome: Result<QCOutcome, WorkFailure>? {
        outcome?.flatMap { minimum in
            guard let preparation else { return .failure(.foreignResult) }
            do {
                return .success(try QCOutcome(search: self, preparation, minimum))
            } catch {
                return .failure(WorkFailure(error))
            }
        }
    }

    /// A minimum of the energy.
    public struct Minimum: Sendable, Codable, Equatable {
        /// 0-based conformer that led to it.
        public var conformer: Int
        /// The energy [hartree].
        public var energy: Double
        /// The geometry [bohr].
        public var geometry: [SIMD3<Double>]
    }
}
