public import Chemistry

/// The bonds, angles and proper torsions of a molecule, each as 0-based atom indices that start with the smaller end.
public struct ValenceTerms: Sendable {
    /// Pairs of bonded atoms, in bond order.
    public let bonds: [[Int]]
    /// Triples with the vertex second, by vertex.
    public let angles: [[Int]]
    /// Chains of four different atoms, by central bond.
    public let propers: [[Int]]

    /// All valence terms of a molecule.
    public init(_ molecule: Molecule) {
        bonds = molecule.bonds.map { [min($0.a, $0.b), max($0.a, $0.b)] }
        var angles: [[Int]] = []
        for (vertex, neighbors) in molecule.neighbors.enumerated() {
            for (position, first) in neighbors.enumerated() {
                for second in neighbors[(position + 1)...] {
                    angles.append([min(first, second), vertex, max(first, second)])
                }
            }
        }
        self.angles = angles
        var propers: [[Int]] = []
        for bond in molecule.bonds {
            for first in molecule.neighbors[bond.a] where first != bond.b {
                for last in molecule.neighbors[bond.b] where last != bond.a && last != first {
                    propers.append(first < last ? [first, bond.a, bond.b, last] : [last, bond.b, bond.a, first])
                }
            }
        }
        self.propers = propers
    }
}
