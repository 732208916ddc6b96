internal import LinearAlgebra

/// Minimises E(r) + ½ k Σ |r − r₀|² over the atoms that are not frozen, always from r₀ itself.
///
/// With k > 0 this is the relaxation of a torsion profile's grid point as ForceBalance defines it; the energy reported
/// excludes the restraint. With k = 0 and no frozen atom it is a plain minimisation.
public struct Relaxation: Sendable {
    /// The potential energy.
    public let potential: GasPhasePotential
    /// 0-based indices of the atoms that do not move.
    public let frozen: Set<Int>
    /// Force constant k of the restraint on each moving atom [kJ/mol/nm²].
    public let restraint: Double
    /// Largest component of the gradient at convergence [kJ/mol/nm].
    public var gradientTolerance = 1e-6
    /// The largest number of steps of one minimisation.
    public var maximumIterations = 2000

    /// 1 kcal/mol/Å² [kJ/mol/nm²]. Source: ForceBalance, `openmmio.py`.
    public static let profileRestraint = 418.4

    /// A relaxation of `potential`.
    public init(_ potential: GasPhasePotential, frozen: Set<Int> = [], restraint: Double = Relaxation.profileRestraint)
    {
        self.potential = potential
        self.frozen = frozen
        self.restraint = restraint
    }

    /// Coordinate numbers 3 · atom + axis that move, ascending.
    var movingCoordinates: [Int] {
        (0..<3 * potential.atomCount).filter { !frozen.contains($0 / 3) }
    }

    /// What steers a minimisation that begins at `start`.
    ///
    /// - Throws: ``MolecularMechanicsError`` with code `notFinite`.
    func steering(at start: [SIMD3<Double>]) throws(MolecularMechanicsError) -> Steering {
        let hessian = restrainedHessian(at: start)
        if restraint > 0, let factor = CholeskyFactor(hessian) { return Steering(factor) }
        guard let steering = Steering(absolute: hessian, floor: Self.profileRestraint) else { throw Self.notFinite }
        return steering
    }

    /// ∂²(E + restraint)/∂r∂r over the moving coordinates [kJ/mol/nm²].
    func restrainedHessian(at positions: [SIMD3<Double>]) -> Matrix {
        let full = potential.hessian(at: positions)
        let moving = movingCoordinates
        var result = Matrix(rows: moving.count, columns: moving.count)
        for (i, row) in moving.enumerated() {
            for (j, column) in moving.enumerated() { result[i, j] = full[row, column] }
            result[i, i] += restraint
        }
        return result
    }

    static let notFinite = MolecularMechanicsError(
        .notFinite,
        "the energy of a geometry is not a finite number; check that no two atoms coincide and that all parameters are finite"
    )
}
