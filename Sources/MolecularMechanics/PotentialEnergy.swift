/// A potential energy of a molecule as a function of its Cartesian coordinates.
public protocol PotentialEnergy: Sendable {
    /// The number of atoms.
    var atomCount: Int { get }

    /// Energy by term [kJ/mol] and its gradient ∂E/∂r [kJ/mol/nm], shape `(atoms)`.
    ///
    /// - Parameter positions: coordinates [nm], shape `(atoms)`.
    func energyAndGradient(at positions: [SIMD3<Double>]) -> (energy: EnergyComponents, gradient: [SIMD3<Double>])
}

extension PotentialEnergy {
    /// Energy by term [kJ/mol].
    ///
    /// - Parameter positions: coordinates [nm], shape `(atoms)`.
    public func energy(at positions: [SIMD3<Double>]) -> EnergyComponents { energyAndGradient(at: positions).energy }
}
