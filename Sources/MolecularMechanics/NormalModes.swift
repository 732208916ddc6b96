public import LinearAlgebra
internal import Units

/// Harmonic vibrations of a molecule without translations and rotations.
public struct NormalModes: Sendable {
    /// ν = sign(λ) √|λ| / 2πc [cm⁻¹], ascending; negative for imaginary frequencies.
    public let frequencies: [Double]
    /// Orthonormal mass-weighted displacements, shape `(modes, 3 atoms)`.
    public let modes: [[Double]]

    /// √(kJ/mol/nm²/Da) / 2πc [cm⁻¹]: 10¹² s⁻¹ / (2π · 29979245800 cm/s).
    private static let wavenumberPerRoot = 1e12 / (2 * Double.pi * 29_979_245_800)

    /// The modes of a Hessian; the six (five for two atoms) of smallest |ν| are dropped.
    ///
    /// - Parameters:
    ///   - hessian: ∂²E/∂r∂r [kJ/mol/nm²], shape `(3 atoms, 3 atoms)`.
    ///   - masses: masses [Da], shape `(atoms)`.
    /// - Throws: `LinearAlgebraError` when the Hessian holds a value that is not finite.
    public init(hessian: Matrix, masses: [Double]) throws(LinearAlgebraError) {
        let n = 3 * masses.count
        var weighted = hessian
        let roots = (0..<n).map { masses[$0 / 3].squareRoot() }
        for i in 0..<n { for j in 0..<n { weighted[i, j] /= roots[i] * roots[j] } }
        let (values, vectors) = try weighted.symmetricEigen()
        let waves = values.map { ($0 < 0 ? -1 : 1) * abs($0).squareRoot() * Self.wavenumberPerRoot }
        let rigid = Set(waves.indices.sorted { abs(waves[$0]) < abs(waves[$1]) }.prefix(masses.count == 2 ? 5 : 6))
        let kept = waves.indices.filter { !rigid.contains($0) }
        frequencies = kept.map { waves[$0] }
        modes = kept.map { column in (0..<n).map { vectors[$0, column] } }
    }
}
