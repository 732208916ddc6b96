public import Fragmentation

/// The bond orders of one molecule, from conformers to mean, as a pure state machine.
///
/// First the conformers are selected; then each is computed, in any order and anywhere. The mean is taken in the order of
/// the selection, so it does not depend on which calculation ends first.
public struct BondOrderState: Sendable, Codable, Equatable {
    /// What is computed.
    public let request: BondOrderRequest
    /// The conformers, once they are known.
    public private(set) var selection: ConformerSelection?
    private var points: [Point] = []
    private var selectionFailure: WorkFailure?

    private enum Point: Codable, Equatable {
        case open
        case orders([Double])
        case failed(WorkFailure)
    }

    /// Bond orders of which nothing is known yet.
    public init(request: BondOrderRequest) { self.request = request }

    /// Takes in the conformers; repeated ones change nothing.
    public mutating func record(_ result: Result<ConformerSelection, WorkFailure>) {
        guard needsConformers else { return }
        switch result {
        case .failure(let failure): selectionFailure = failure
        case .success(let selection) where selection.conformers.isEmpty:
            selectionFailure = WorkFailure(
                type: "ConformerError", message: "no conformer of \(request.cmiles) was found")
        case .success(let selection):
            self.selection = selection
            points = selection.conformers.map { _ in .open }
        }
    }

    /// Takes in the bond orders at a conformer, one for each bond; those of a finished or unknown one change nothing.
    public mutating func record(_ result: Result<[Double], WorkFailure>, forConformer conformer: Int) {
        guard points.indices.contains(conformer), points[conformer] == .open, let selection else { return }
        switch result {
        case .failure(let failure): points[conformer] = .failed(failure)
        case .success(let orders) where orders.count == selection.bonds.count && orders.allSatisfy(\.isFinite):
            points[conformer] = .orders(orders)
        case .success(let orders):
            let message = "\(orders.count) bond orders for the \(selection.bonds.count) bonds of \(selection.smiles)"
            points[conformer] = .failed(WorkFailure(type: "BondOrderError", message: message))
        }
    }

    /// Whether the conformers are still to be selected.
    public var needsConformers: Bool { selection == nil && selectionFailure == nil }

    /// The calculations that have not been reported yet.
    public var ready: [BondOrderJob] {
        points.indices.filter { points[$0] == .open }.map { index in
            BondOrderJob(
                cmiles: request.cmiles, method: request.options.method, conformer: index,
                geometry: selection?.conformers[index] ?? [])
        }
    }

    /// How many conformers are finished, and of how many; none before the selection.
    public var conformers: (finished: Int, total: Int) { (points.count { $0 != .open }, points.count) }

    /// The mean over the conformers that could be computed, once all have been reported, or why there is none.
    public var outcome: Result<BondOrderMean, WorkFailure>? {
        if let selectionFailure { return .failure(selectionFailure) }
        guard let selection, !points.contains(.open) else { return nil }
        var sums = [Double](repeating: 0, count: selection.bonds.count)
        var count = 0.0
        var warnings: [String] = []
        for (index, point) in points.enumerated() {
            switch point {
            case .open: return nil
            case .orders(let orders):
                for bond in sums.indices { sums[bond] += orders[bond] }
                count += 1
            case .failed(let failure):
                warnings.append(
                    "conformer \(index + 1) of \(points.count) was left out of the bond orders of \(selection.smiles): \(failure.message)"
                )
            }
        }
        guard count > 0 else { return .failure(firstFailure) }
        let entries = zip(selection.bonds, sums).map { BondOrders.Entry(a: $0[0], b: $0[1], order: $1 / count) }
        return .success(BondOrderMean(orders: BondOrders(entries), warnings: warnings))
    }

    private var firstFailure: WorkFailure {
        for case .failed(let failure) in points { return failure }
        return WorkFailure(type: "BondOrderError", message: "no bond orders of \(request.cmiles) were computed")
    }
}
