/// The energy at one geometry and its first derivatives.
public struct EnergyGradient: Sendable, Equatable, Codable {
    /// The energy [hartree].
    public var energy: Double
    /// dE/dx [hartree/bohr], one vector per atom.
    public var gradient: [SIMD3<Double>]

    /// An energy [hartree] and its gradient [hartree/bohr].
    public init(energy: Double, gradient: [SIMD3<Double>]) {
        self.energy = energy
        self.gradient = gradient
    }
}
