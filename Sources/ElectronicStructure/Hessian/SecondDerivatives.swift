/// The energy at one geometry with its first and second derivatives.
public struct SecondDerivatives: Sendable, Codable, Equatable {
    /// The energy [hartree].
    public var energy: Double
    /// dE/dx [hartree/bohr], one vector an atom.
    public var gradient: [SIMD3<Double>]
    /// ∂²E/∂x∂x [hartree/bohr²], symmetric, row after row; (3 atoms)² numbers, coordinates x, y, z of atom 0 first.
    public var hessian: [Double]

    /// Derivatives from their parts.
    public init(energy: Double, gradient: [SIMD3<Double>], hessian: [Double]) {
        (self.energy, self.gradient, self.hessian) = (energy, gradient, hessian)
    }
}
