internal import Chemistry
public import Fragmentation

/// One fragmentation, in rounds, as a pure state machine.
///
/// A round says how the molecule is cut, or which bond orders must be known first; when all of those are settled, the
/// next round begins.
public struct FragmentationState: Sendable, Codable, Equatable {
    /// What is cut, and how.
    public let request: FragmentationRequest
    /// How many rounds asked for bond orders.
    public private(set) var rounds = 0
    /// The bond orders asked for, in the order of asking.
    public private(set) var asked: [BondOrderRequest] = []
    private var settled: [BondOrderRequest: Settled] = [:]
    private var finished: FragmentationOutcome??
    private var failure: WorkFailure?

    private enum Settled: Codable, Equatable {
        case mean(BondOrderMean)
        case failed(WorkFailure)
    }

    /// A fragmentation that has not begun.
    public init(request: FragmentationRequest) { self.request = request }

    /// Takes in a round; one that was not asked for or comes twice changes nothing.
    public mutating func record(_ result: Result<FragmentationStep, WorkFailure>, forRound round: Int) {
        guard round == rounds, isReady else { return }
        switch result {
        case .failure(let failure): self.failure = failure
        case .success(.finished(let outcome)): finished = .some(outcome)
        case .success(.needs(let requests)):
            rounds += 1
            for request in requests where !asked.contains(request) { asked.append(request) }
        }
    }

    /// Takes in the bond orders of a molecule; those that were not asked for or come twice change nothing.
    public mutating func record(_ result: Result<BondOrderMean, WorkFailure>, for request: BondOrderRequest) {
        guard asked.contains(request), settled[request] == nil else { return }
        settled[request] =
            switch result {
            case .success(let mean): .mean(mean)
            case .failure(let failure): .failed(failure)
            }
    }

    /// The bond orders that are still missing.
    public var missing: [BondOrderRequest] { asked.filter { settled[$0] == nil } }

    private var isReady: Bool { finished == nil && failure == nil && missing.isEmpty }

    /// The round that can be made now, if any.
    public var ready: FragmentationStepRequest? {
        guard isReady else { return nil }
        let known = settled.mapValues { settled -> BondOrderOutcome in
            switch settled {
            case .mean(let mean): .orders(mean.orders)
            case .failed(let failure): .failure(failure.message)
            }
        }
        return FragmentationStepRequest(request, known: known)
    }

    /// How the molecule was cut, once that is known, or why it could not be.
    public var outcome: Result<FragmentationWork, WorkFailure>? {
        if let failure { return .failure(failure) }
        guard let finished else { return nil }
        return .success(FragmentationWork(outcome: finished, warnings: warnings))
    }

    private var warnings: [String] {
        let sorted = asked.sorted { $0.canonicalText < $1.canonicalText }
        return sorted.flatMap { request -> [String] in
            switch settled[request] {
            case nil: return []
            case .mean(let mean): return mean.warnings
            case .failed(let reason):
                let molecule = try? Molecule(mappedSMILES: request.cmiles, allowUndefinedStereo: true)
                let smiles = molecule?.smiles(explicitHydrogens: false, mapped: false) ?? request.cmiles
                return ["the fragment \(smiles) was grown because its bond orders are missing: \(reason.message)"]
            }
        }
    }
}
