/// The sections of a force field that can be fitted.
public enum ParameterKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Lennard-Jones parameters of atoms.
    case vdW
    /// Harmonic bonds.
    case bonds = "Bonds"
    /// Harmonic angles.
    case angles = "Angles"
    /// Torsions about a bond.
    case properTorsions = "ProperTorsions"
    /// Torsions about a trigonal atom, which is the second of the four.
    case improperTorsions = "ImproperTorsions"

    /// The number of atoms that a parameter applies to.
    public var tagCount: Int {
        switch self {
        case .vdW: 1
        case .bonds: 2
        case .angles: 3
        case .properTorsions, .improperTorsions: 4
        }
    }

    /// How far patterns reach: torsion patterns describe the whole molecule, others the atoms next to the tagged ones.
    var layers: ClusterGraph.Layers { self == .properTorsions ? .all : .some(1) }

    /// Whether the tagged atoms are a centre, the second, and its neighbours; else they are a chain.
    var isStar: Bool { self == .improperTorsions }

    /// The same atoms in an order that every equivalent tuple leads to: the neighbours of a star ascending, a chain from the end
    /// that makes it the lower.
    func canonical(_ atoms: [Int]) -> [Int] {
        if isStar, atoms.count == 4 {
            let outer = [atoms[0], atoms[2], atoms[3]].sorted()
            return [outer[0], atoms[1], outer[1], outer[2]]
        }
        return atoms.lexicographicallyPrecedes(atoms.reversed()) ? atoms : atoms.reversed()
    }
}
