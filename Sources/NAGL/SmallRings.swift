/// Membership of atoms in relevant rings of three to six atoms.
///
/// A ring is relevant when it is no sum of smaller rings.
/// - Source: Vismara, Electron. J. Combin. 4 (1997) R9.
struct SmallRings {
    static let sizes = 3...6
    /// Per atom the sizes of its relevant rings.
    private(set) var sizes: [Set<Int>]

    init(_ graph: KekuleGraph) {
        sizes = [Set<Int>](repeating: [], count: graph.elements.count)
        var basis: [Int: Set<Int>] = [:]
        for size in Self.sizes {
            let cycles = Self.cycles(of: size, in: graph)
            let independent = cycles.filter { !Self.reduced($0.bonds, by: basis).isEmpty }
            for cycle in independent {
                for atom in cycle.atoms { sizes[atom].insert(size) }
            }
            for cycle in independent {
                let rest = Self.reduced(cycle.bonds, by: basis)
                if let pivot = rest.max() { basis[pivot] = rest }
            }
        }
    }

    /// What is left of a set of bonds after elimination with the basis (addition modulo 2).
    private static func reduced(_ bonds: Set<Int>, by basis: [Int: Set<Int>]) -> Set<Int> {
        var rest = bonds
        while let pivot = rest.filter({ basis[$0] != nil }).max(), let row = basis[pivot] {
            rest.formSymmetricDifference(row)
        }
        return rest
    }

    private static func cycles(of size: Int, in graph: KekuleGraph) -> [(atoms: [Int], bonds: Set<Int>)] {
        var found: [Set<Int>: [Int]] = [:]
        for start in graph.elements.indices where graph.bondIndices[start].count > 1 {
            walk([start], [], size, graph, &found)
        }
        return found.map { (atoms: $1, bonds: $0) }
    }

    /// Extends a path over atoms larger than its first, so that each cycle starts at its smallest atom.
    private static func walk(
        _ atoms: [Int], _ bonds: [Int], _ size: Int, _ graph: KekuleGraph, _ found: inout [Set<Int>: [Int]]
    ) {
        guard let last = atoms.last, let first = atoms.first else { return }
        for bond in graph.bondIndices[last] where bonds.last != bond {
            let next = graph.other(bond, than: last)
            if next == first, atoms.count == size { found[Set(bonds + [bond])] = atoms }
            if next > first, atoms.count < size, !atoms.contains(next) {
                walk(atoms + [next], bonds + [bond], size, graph, &found)
            }
        }
    }
}
