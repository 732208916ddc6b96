public import MolecularMechanics

/// A torsion drive: relaxed energies along one dihedral angle.
///
/// X = Σ wᵢ (ΔE_MM,i − ΔE_QM,i)²/d², both relative to the point of lowest QM energy. E_MM,i is the energy, without the
/// restraint, after relaxation from the QM geometry with the dihedral's atoms frozen and ½k|r − r₀|² on the others.
/// - Source: ForceBalance `TorsionProfileTarget`.
public struct TorsionProfileTarget: Sendable {
    /// Name in reports, unique among the targets.
    public var name: String
    /// Weight in the objective.
    public var weight: Double
    /// The typed molecule; its terms name their parameters in `source`.
    public var system: System
    /// 0-based indices of the four atoms of the driven dihedral.
    public var dihedral: [Int]
    /// Grid angles [degree].
    public var angles: [Double]
    /// QM geometries by grid point [nm], shape `(points, atoms)`.
    public var geometries: [[SIMD3<Double>]]
    /// QM energies by grid point [hartree].
    public var energies: [Double]
    /// Weights of the points.
    public var weighting: EnergyWeighting
    /// Force constant k of the restraint [kJ/mol/nm²].
    public var restraint = Relaxation.profileRestraint

    /// A torsion profile.
    public init(
        name: String, weight: Double = 1, system: System, dihedral: [Int], angles: [Double],
        geometries: [[SIMD3<Double>]], energies: [Double], weighting: EnergyWeighting = EnergyWeighting()
    ) {
        (self.name, self.weight, self.system, self.dihedral) = (name, weight, system, dihedral)
        (self.angles, self.geometries, self.energies, self.weighting) = (angles, geometries, energies, weighting)
    }
}
