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

    /// The number of atoms that a parameter applies to.
    public var tagCount: Int {
        switch self {
        case .vdW: 1
        case .bonds: 2
        case .angles: 3
        case .properTorsions: 4
        }
    }

    /// How far patterns reach: torsion patterns describe the whole molecule, others the atoms next to the tagged ones.
    var layers: ClusterGraph.Layers { self == .properTorsions ? .all : .some(1) }
}
