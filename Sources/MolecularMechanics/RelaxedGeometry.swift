internal import LinearAlgebra

/// The outcome of a ``Relaxation``.
public struct RelaxedGeometry: Sendable {
    /// Coordinates of the minimum [nm], shape `(atoms)`.
    public let positions: [SIMD3<Double>]
    /// Energy by term without the restraint [kJ/mol].
    public let energy: EnergyComponents
    /// Energy of the restraint [kJ/mol].
    public let restraintEnergy: Double
    /// Largest component of the gradient that is left [kJ/mol/nm].
    public let largestGradient: Double
    /// Steps taken.
    public let iterations: Int
    /// z = U″⁻¹ ∇E [nm], zero on frozen atoms, shape `(atoms)`, where U = E + restraint.
    ///
    /// By implicit differentiation of ∇U = 0 the energy at the minimum responds to a parameter p as
    /// dE/dp = ∂E/∂p − (∂∇E/∂p)·z.
    public let response: [SIMD3<Double>]
    /// The factor of U″ over the moving coordinates; nil where nothing moves.
    let curvature: CholeskyFactor?
}
