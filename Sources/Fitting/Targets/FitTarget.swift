/// A set of reference data that the parameters shall reproduce.
public enum FitTarget: Sendable {
    /// A torsion profile, relaxed under restraint at each grid point.
    case torsionProfile(TorsionProfileTarget)
    /// Energies, and forces if asked for, at fixed geometries.
    case abInitio(AbInitioTarget)
    /// Vibrational frequencies at the minimum.
    case vibration(VibrationTarget)
    /// Bond lengths, angles and dihedrals at the minimum.
    case optimizedGeometry(OptimizedGeometryTarget)

    /// The target's name in reports.
    public var name: String {
        switch self {
        case .torsionProfile(let target): target.name
        case .abInitio(let target): target.name
        case .vibration(let target): target.name
        case .optimizedGeometry(let target): target.name
        }
    }

    /// The target's weight in the objective.
    public var weight: Double {
        switch self {
        case .torsionProfile(let target): target.weight
        case .abInitio(let target): target.weight
        case .vibration(let target): target.weight
        case .optimizedGeometry(let target): target.weight
        }
    }
}
