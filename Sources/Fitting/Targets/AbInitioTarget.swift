public import MolecularMechanics

/// Energies, and forces if given and asked for, at fixed geometries.
///
/// X_E = Σ wᵢ (Δᵢ − Δ̄)² / Σ wᵢ (E_QM,i − Ē_QM)² with Δ = E_MM − E_QM and weighted means;
/// X_F = Σ wᵢ |F_MM,i − F_QM,i|² / Σ wᵢ |F_QM,i|²; X is the mean of those asked for.
/// - Source: ForceBalance `AbInitio`.
public struct AbInitioTarget: Sendable {
    /// Name in reports, unique among the targets.
    public var name: String
    /// Weight in the objective.
    public var weight: Double
    /// The typed molecule; its terms name their parameters in `source`.
    public var system: System
    /// Geometries [nm], shape `(points, atoms)`.
    public var geometries: [[SIMD3<Double>]]
    /// QM energies [hartree].
    public var energies: [Double]
    /// QM gradients ∂E/∂r [hartree/bohr], shape `(points, atoms)`; needed to fit forces.
    public var gradients: [[SIMD3<Double>]]?
    /// Whether energies are fitted.
    public var fitsEnergy: Bool
    /// Whether forces are fitted.
    public var fitsForces: Bool
    /// Weights of the points; not attenuated unless asked for.
    public var weighting: EnergyWeighting

    /// A target of energies at fixed geometries.
    public init(
        name: String, weight: Double = 1, system: System, geometries: [[SIMD3<Double>]], energies: [Double],
        gradients: [[SIMD3<Double>]]? = nil, fitsEnergy: Bool = true, fitsForces: Bool = false,
        weighting: EnergyWeighting = EnergyWeighting(attenuates: false)
    ) {
        (self.name, self.weight, self.system) = (name, weight, system)
        (self.geometries, self.energies, self.gradients) = (geometries, energies, gradients)
        (self.fitsEnergy, self.fitsForces, self.weighting) = (fitsEnergy, fitsForces, weighting)
    }
}
