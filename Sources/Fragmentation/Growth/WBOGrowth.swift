internal import Chemistry

/// Grows fragments until the order of their bond is that in the parent, from the bond orders that are known.
struct WBOGrowth {
    private static let failureDifference = 1.0

    let parent: PreparedParent
    let settings: WBOFragmenter
    let known: [BondOrderRequest: BondOrderOutcome]

    /// What can be said with the bond orders known so far.
    enum Progress {
        case needs([BondOrderRequest])
        case finished([Fragment])
    }

    /// The fragments around some bonds, or the molecules whose bond orders must be known first.
    ///
    /// - Throws: ``FragmentationError`` when the parent's bond orders could not be computed.
    func fragments(around bonds: [AtomPair]) throws(FragmentationError) -> Progress {
        let request = BondOrderRequest(cmiles: parent.molecule.cmiles, options: settings.wboOptions)
        guard !bonds.isEmpty else { return .finished([]) }
        guard let outcome = known[request] else { return .needs([request]) }
        guard case .orders(let orders) = outcome else {
            throw FragmentationError(.bondOrders, failure(outcome))
        }
        let substituents = Substituents(parent: parent, orders: orders, heuristic: settings.heuristic)
        var requests: [BondOrderRequest] = []
        var fragments: [Fragment] = []
        for bond in bonds {
            switch try fragment(around: bond, substituents) {
            case .fragment(let fragment): fragments.append(fragment)
            case .request(let request): if !requests.contains(request) { requests.append(request) }
            }
        }
        return requests.isEmpty ? .finished(fragments) : .needs(requests)
    }

    private enum Growth {
        case fragment(Fragment)
        case request(BondOrderRequest)
    }

    private enum Difference {
        case known(Double)
        case unknown(BondOrderRequest)
    }

    private func fragment(around bond: AtomPair, _ substituents: Substituents) throws(FragmentationError) -> Growth {
        guard let target = substituents.orders.order(between: bond.first, and: bond.second) else {
            throw FragmentationError(
                .bondOrders, "the bond orders of the molecule lack the bond \(bond.first + 1)–\(bond.second + 1)")
        }
        var selection = try MinimalSelection.selection(around: bond, in: parent)
        while true {
            let built = try BuiltFragment(bond: bond, selection: selection, parent: parent)
            switch try difference(of: built, from: target) {
            case .unknown(let request): return .request(request)
            case .known(let difference) where difference <= settings.threshold: return .fragment(built.fragment)
            case .known: break
            }
            guard let grown = substituents.grown(selection, bond: bond) else { return .fragment(built.fragment) }
            selection = grown
        }
    }

    private func difference(of built: BuiltFragment, from target: Double) throws(FragmentationError) -> Difference {
        guard !built.hasNewStereo else { return .known(settings.threshold + 1) }
        let order = built.molecule.canonicalOrder()
        let canonical = built.molecule.reordered(order)
        let request = BondOrderRequest(cmiles: canonical.cmiles, options: settings.wboOptions)
        guard let outcome = known[request] else { return .unknown(request) }
        let ends = [built.bond.first, built.bond.second].compactMap { atom in
            canonical.atoms.indices.first { canonical.atoms[$0].mapNumber == atom + 1 }
        }
        guard case .orders(let orders) = outcome, ends.count == 2,
            let found = orders.order(between: ends[0], and: ends[1])
        else { return .known(Self.failureDifference) }
        return .known(abs(target - found))
    }

    private func failure(_ outcome: BondOrderOutcome) -> String {
        guard case .failure(let reason) = outcome else { return "" }
        return "the bond orders of \(parent.molecule.smiles(mapped: false)) could not be computed: \(reason). "
            + "Fragment with the Pfizer scheme, or not at all"
    }
}
