internal import CRDKit

extension Molecule {
    /// Class per atom: atoms with equal numbers are equivalent by symmetry (canonical ranks with ties kept; map numbers
    /// do not count, stereochemistry does).
    public func symmetryClasses() -> [Int] { ranks(breakingTies: false) }

    /// Canonical rank per atom, each number once (map numbers do not count).
    public func canonicalRanks() -> [Int] { ranks(breakingTies: true) }

    /// Atom indices in canonical order, heavy atoms first, then hydrogens: the order to give to ``reordered(_:)``.
    public func canonicalOrder() -> [Int] {
        let ranks = canonicalRanks()
        return atoms.indices.sorted { (atoms[$0].isHeavy ? 0 : 1, ranks[$0]) < (atoms[$1].isHeavy ? 0 : 1, ranks[$1]) }
    }

    private func ranks(breakingTies: Bool) -> [Int] {
        var out = [Int32](repeating: 0, count: atoms.count)
        var text: UnsafeMutablePointer<CChar>?
        let status = crd_ranks(handle.pointer, breakingTies ? 1 : 0, &out, &text)
        crd_free(text)
        return status == 0 ? out.map(Int.init) : Array(atoms.indices)
    }
}
