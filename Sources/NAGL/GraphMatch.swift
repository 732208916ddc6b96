internal import Chemistry

/// A search for the atom-by-atom match of two small molecules of equal composition.
struct GraphMatch {
    private let first, second: Molecule
    private let strict: Bool

    /// - Parameter strict: whether formal charges and bond orders must agree atom by atom, or only as collections.
    init(_ first: Molecule, _ second: Molecule, strict: Bool) {
        (self.first, self.second, self.strict) = (first, second, strict)
    }

    /// For each atom of the first molecule its partner in the second, smallest indices first; nil if there is no match.
    func mapping() -> [Int]? {
        guard first.atoms.count == second.atoms.count, first.bonds.count == second.bonds.count,
            Self.collections(of: first) == Self.collections(of: second)
        else { return nil }
        var partners = [Int](repeating: -1, count: first.atoms.count)
        var taken = partners.map { _ in false }
        return extend(0, &partners, &taken) ? partners : nil
    }

    private func extend(_ atom: Int, _ partners: inout [Int], _ taken: inout [Bool]) -> Bool {
        guard atom < partners.count else { return true }
        for candidate in partners.indices where !taken[candidate] && fits(atom, candidate, partners) {
            partners[atom] = candidate
            taken[candidate] = true
            if extend(atom + 1, &partners, &taken) { return true }
            partners[atom] = -1
            taken[candidate] = false
        }
        return false
    }

    private func fits(_ atom: Int, _ candidate: Int, _ partners: [Int]) -> Bool {
        let (one, other) = (first.atoms[atom], second.atoms[candidate])
        guard one.atomicNumber == other.atomicNumber, !strict || one.formalCharge == other.formalCharge,
            first.neighbors[atom].count == second.neighbors[candidate].count
        else { return false }
        return first.neighbors[atom].allSatisfy { neighbor in
            guard neighbor < atom, let bond = first.bond(between: atom, and: neighbor) else { return true }
            guard let match = second.bond(between: candidate, and: partners[neighbor]) else { return false }
            return !strict || Self.order(bond) == Self.order(match)
        }
    }

    /// The bond's order; 4 if aromatic.
    private static func order(_ bond: Bond) -> Int { bond.isAromatic ? 4 : bond.order }

    private static func collections(of molecule: Molecule) -> [[Int]] {
        let charges = molecule.atoms.map { $0.atomicNumber * 32 + $0.formalCharge }.sorted()
        return [charges, molecule.bonds.map { order($0) }.sorted()]
    }
}
