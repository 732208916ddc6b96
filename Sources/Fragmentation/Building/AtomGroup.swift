/// Some atoms of a molecule (0-based) and some bonds.
struct AtomGroup: Hashable, Sendable {
    var atoms: Set<Int> = []
    var bonds: Set<AtomPair> = []

    mutating func formUnion(_ other: AtomGroup) {
        atoms.formUnion(other.atoms)
        bonds.formUnion(other.bonds)
    }

    /// Adds a bond and its atoms.
    mutating func insert(_ a: Int, _ b: Int) {
        atoms.formUnion([a, b])
        bonds.insert(AtomPair(a, b))
    }
}
