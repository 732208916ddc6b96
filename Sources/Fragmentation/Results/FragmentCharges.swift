public import Chemistry

/// Partial charges of a fragment, taken from its parent.
public enum FragmentCharges {
    /// The charges [e] of a fragment's atoms, summing up to its charge.
    ///
    /// Atoms of the parent keep their charges. Hydrogens that take the place of a group get the group's charge less its formal
    /// charge; what rounding leaves over is spread evenly.
    ///
    /// - Parameters:
    ///   - fragment: its map numbers are those of the parent; 0 for hydrogens that were added.
    ///   - parent: every atom has a map number.
    ///   - charges: partial charges of the parent [e], in its atom order.
    public static func charges(of fragment: Molecule, in parent: Molecule, _ charges: [Double]) -> [Double] {
        let place = Dictionary(
            parent.atoms.indices.map { (parent.atoms[$0].mapNumber, $0) }, uniquingKeysWith: { first, _ in first })
        let origin = fragment.atoms.map { $0.mapNumber > 0 ? place[$0.mapNumber] : nil }
        let received = replaced(by: Set(origin.compactMap { $0 }), in: parent, charges)
        var result = origin.map { $0.map { charges[$0] } ?? 0 }
        for (atom, parentAtom) in origin.enumerated() {
            guard let parentAtom, let charge = received[parentAtom] else { continue }
            let caps = fragment.neighbors[atom].filter { origin[$0] == nil }
            for cap in caps { result[cap] += charge / Double(caps.count) }
        }
        let rest = Double(fragment.formalCharge) - result.reduce(0, +)
        return result.map { $0 + rest / Double(max(1, result.count)) }
    }

    /// For each kept atom, the charge less formal charge of the groups that were cut off there; a group that hung on several
    /// bonds gives each an equal part.
    private static func replaced(by kept: Set<Int>, in parent: Molecule, _ charges: [Double]) -> [Int: Double] {
        var received: [Int: Double] = [:]
        var seen = kept
        for start in parent.atoms.indices where seen.insert(start).inserted {
            var group = [start]
            var anchors: [Int] = []
            var next = 0
            while next < group.count {
                for neighbor in parent.neighbors[group[next]] {
                    if kept.contains(neighbor) { anchors.append(neighbor) }
                    if seen.insert(neighbor).inserted { group.append(neighbor) }
                }
                next += 1
            }
            let excess = group.reduce(0) { $0 + charges[$1] - Double(parent.atoms[$1].formalCharge) }
            for anchor in anchors { received[anchor, default: 0] += excess / Double(anchors.count) }
        }
        return received
    }
}
