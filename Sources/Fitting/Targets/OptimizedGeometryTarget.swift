public import MolecularMechanics

/// Bond lengths, angles, dihedrals and impropers at the MM minimum against a QM minimum.
///
/// X = Σ (Δ/denominator)² over all internal coordinates of each kind; a denominator of 0 leaves a kind out.
/// - Source: ForceBalance `OptGeoTarget`.
public struct OptimizedGeometryTarget: Sendable {
    /// Name in reports, unique among the targets.
    public var name: String
    /// Weight in the objective.
    public var weight: Double
    /// The typed molecule; its terms name their parameters in `source`.
    public var system: System
    /// QM geometry [nm], shape `(atoms)`; the minimisation starts there.
    public var geometry: [SIMD3<Double>]
    /// Denominator of bond lengths [Å].
    public var bondDenominator: Double
    /// Denominators of angles, proper dihedrals and impropers [degree].
    public var angleDenominator, dihedralDenominator, improperDenominator: Double

    /// A target of one optimised geometry.
    public init(
        name: String, weight: Double = 1, system: System, geometry: [SIMD3<Double>], bondDenominator: Double = 0.05,
        angleDenominator: Double = 8, dihedralDenominator: Double = 0, improperDenominator: Double = 20
    ) {
        (self.name, self.weight, self.system, self.geometry) = (name, weight, system, geometry)
        (self.bondDenominator, self.angleDenominator) = (bondDenominator, angleDenominator)
        (self.dihedralDenominator, self.improperDenominator) = (dihedralDenominator, improperDenominator)
    }
}
