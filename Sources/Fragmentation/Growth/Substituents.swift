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
    /// The scheme means to take the nearest. The OpenFF fragmenter gives all candidates the distances of the last one, which leaves
    /// the canonical order to decide. That is kept, so that fragments are the same.
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
