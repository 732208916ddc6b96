public import Chemistry

/// Atom tuples that are equivalent by the symmetry of their molecule.
public enum SymmetryGroups {
    /// The tuples in groups; in a group, the symmetry classes of the atoms are the same, read forwards or backwards.
    ///
    /// Groups and their members keep the order of the tuples.
    /// - Parameters:
    ///   - tuples: 0-based atom indices.
    ///   - classes: one symmetry class per atom.
    public static func groups(_ tuples: [[Int]], classes: [Int]) -> [[[Int]]] {
        var places: [[Int]: Int] = [:]
        var groups: [[[Int]]] = []
        for tuple in tuples {
            let key = tuple.map { classes[$0] }
            if let place = places[key] ?? places[key.reversed()] {
                groups[place].append(tuple)
            } else {
                places[key] = groups.count
                groups.append([tuple])
            }
        }
        return groups
    }

    /// The torsions a–b–c–d about a bond b–c, in the order of the neighbours; the inner atom with the smaller index comes first.
    ///
    /// - Parameter bond: the 0-based indices of the two atoms.
    public static func torsions(about bond: (Int, Int), in molecule: Molecule) -> [[Int]] {
        let (b, c) = (min(bond.0, bond.1), max(bond.0, bond.1))
        return molecule.neighbors[b].filter { $0 != c }.flatMap { a in
            molecule.neighbors[c].filter { $0 != b && $0 != a }.map { [a, b, c, $0] }
        }
    }

    /// All tuples of a molecule that a kind of parameter applies to.
    static func tuples(of kind: ParameterKind, in molecule: Molecule) -> [[Int]] {
        switch kind {
        case .vdW: molecule.atoms.indices.map { [$0] }
        case .bonds:
            molecule.bonds.map { [min($0.a, $0.b), max($0.a, $0.b)] }.sorted { $0.lexicographicallyPrecedes($1) }
        case .angles: angles(in: molecule)
        case .improperTorsions: trigonal(in: molecule)
        case .properTorsions: molecule.bonds.flatMap { torsions(about: ($0.a, $0.b), in: molecule) }
        }
    }

    /// Every atom with three neighbours and these, those of like surroundings in a like order.
    private static func trigonal(in molecule: Molecule) -> [[Int]] {
        let classes = molecule.symmetryClasses()
        return molecule.atoms.indices.filter { molecule.neighbors[$0].count == 3 }.map { center in
            let outer = molecule.neighbors[center].map { atom in
                let bond = molecule.bond(between: center, and: atom).map { BondDecorators($0).text } ?? ""
                return (text: AtomDecorators(of: atom, in: molecule).text + bond, symmetry: classes[atom], atom: atom)
            }
            let sorted = outer.sorted { ($0.text, $0.symmetry, $0.atom) < ($1.text, $1.symmetry, $1.atom) }
            return [sorted[0].atom, center, sorted[1].atom, sorted[2].atom]
        }
    }

    private static func angles(in molecule: Molecule) -> [[Int]] {
        molecule.atoms.indices.flatMap { vertex in
            let neighbors = molecule.neighbors[vertex].sorted()
            return neighbors.indices.flatMap { first in
                neighbors[(first + 1)...].map { [neighbors[first], vertex, $0] }
            }
        }
    }
}
