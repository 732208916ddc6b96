internal import Chemistry

/// Chooses the substituent by which a fragment grows.
struct Substituents {
    let parent: PreparedParent
    let orders: BondOrders
    let heuristic: WBOFragmenter.Heuristic

    /// An atom outside a fragment and the bond that joins it.
    private struct Candidate {
        let inner: Int
        let outer: Int

        var key: [Int] { [outer, inner, outer] }
    }

    /// The selection with one more substituent, and every functional group and ring system that its atom belongs to; nil if it is
    /// the whole parent already.
    func grown(_ selection: AtomGroup, bond: AtomPair) -> AtomGroup? {
        let candidates = border(of: selection)
        let chosen =
            switch heuristic {
            case .pathLength: nearest(candidates, to: bond)
            case .wbo: strongest(candidates)
            }
        guard let chosen else { return nil }
        var grown = selection
        grown.insert(chosen.inner, chosen.outer)
        for group in parent.groups + parent.rings where group.atoms.contains(chosen.outer) { grown.formUnion(group) }
        return grown
    }

    private func border(of selection: AtomGroup) -> [Candidate] {
        selection.atoms.filter { parent.molecule.atoms[$0].isHeavy }.flatMap { inner in
            parent.molecule.heavyNeighbors(of: inner).filter { !selection.atoms.contains($0) }
                .map { Candidate(inner: inner, outer: $0) }
        }
    }

    /// The candidate that comes first in the parent's canonical order; where the nearest are as far from one end of the bond as from the
    /// other, which takes a bond in a ring, the strongest of them.
    ///
    /// The published description of `path_length` is another: the nearest to the closer end of the bond, and where both ends are
    /// as close the strongest. Recorded results of the OpenFF fragmenter do not follow it. In 17 molecules five steps have a
    /// choice; three of them look the same by either rule, and the two others, of one bond of ciprofloxacin, fit the canonical order
    /// and neither the nearest nor the strongest candidate. So the rule here is inferred from few data: it is as if all candidates had one and
    /// the same distance, which settles every step by the order of the atoms. It is kept because it alone gives the recorded
    /// fragments; nearest first would be the better chemistry, and ``WBOFragmenter/Heuristic/wbo`` does not depend on atom order.
    private func nearest(_ candidates: [Candidate], to bond: AtomPair) -> Candidate? {
        let (first, second) = (distances(from: bond.first), distances(from: bond.second))
        guard let nearestFirst = candidates.map({ first[$0.outer] }).min(),
            let nearestSecond = candidates.map({ second[$0.outer] }).min()
        else { return nil }
        if nearestFirst == nearestSecond, parent.isInRing(bond) {
            return strongest(candidates.filter { first[$0.outer] == nearestFirst || second[$0.outer] == nearestSecond })
        }
        return candidates.min { $0.key.lexicographicallyPrecedes($1.key) }
    }

    private func strongest(_ candidates: [Candidate]) -> Candidate? {
        candidates.max { left, right in
            let (a, b) = (order(left), order(right))
            return a == b ? left.key.lexicographicallyPrecedes(right.key) : a < b
        }
    }

    private func order(_ candidate: Candidate) -> Double {
        orders.order(between: candidate.inner, and: candidate.outer) ?? 0
    }

    /// The number of bonds from an atom to each atom.
    private func distances(from start: Int) -> [Int] {
        var distances = [Int](repeating: Int.max, count: parent.molecule.atoms.count)
        distances[start] = 0
        var queue = [start]
        var next = 0
        while next < queue.count {
            let atom = queue[next]
            next += 1
            for neighbor in parent.molecule.neighbors[atom] where distances[neighbor] == Int.max {
                distances[neighbor] = distances[atom] + 1
                queue.append(neighbor)
            }
        }
        return distances
    }
}
