/// The atoms and bonds of a molecule as an undirected graph.
public struct BondGraph: Sendable, Equatable {
    /// For each atom, the atoms bonded to it, ascending; 0-based.
    public let neighbours: [[Int]]

    /// A graph of atoms and bonds (pairs of 0-based atom indices; pairs out of range are left out).
    public init(atoms: Int, bonds: [[Int]]) {
        var sets = [Set<Int>](repeating: [], count: atoms)
        for bond in bonds where bond.count == 2 && bond[0] != bond[1] {
            guard bond.allSatisfy((0..<atoms).contains) else { continue }
            sets[bond[0]].insert(bond[1])
            sets[bond[1]].insert(bond[0])
        }
        neighbours = sets.map { $0.sorted() }
    }

    /// The number of atoms.
    public var count: Int { neighbours.count }

    /// The bonds as pairs i < j, ascending.
    public var bonds: [(Int, Int)] {
        neighbours.indices.flatMap { i in neighbours[i].filter { $0 > i }.map { (i, $0) } }
    }

    /// Whether two atoms are bonded.
    public func isBonded(_ i: Int, _ j: Int) -> Bool { neighbours[i].contains(j) }

    /// The atoms reached from `start` without crossing the bond from `start` to `blocked`, ascending; includes `start`.
    public func side(of start: Int, awayFrom blocked: Int? = nil) -> [Int] {
        var seen = Set([start])
        var stack = [start]
        while let atom = stack.popLast() {
            for next in neighbours[atom] where !(atom == start && next == blocked) && seen.insert(next).inserted {
                stack.append(next)
            }
        }
        return seen.sorted()
    }

    /// Whether the bond between two atoms lies in a ring.
    public func isInRing(_ i: Int, _ j: Int) -> Bool { side(of: j, awayFrom: i).contains(i) }

    /// The connected parts, each ascending, in the order of their first atoms.
    public var components: [[Int]] {
        var parts: [[Int]] = []
        var seen = Set<Int>()
        for atom in neighbours.indices where !seen.contains(atom) {
            let part = side(of: atom)
            seen.formUnion(part)
            parts.append(part)
        }
        return parts
    }
}
