internal import LinearAlgebra

extension SecondDerivatives {
    /// The second derivatives without translations and rotations, which have no frequency then.
    ///
    /// H′ = M^½ P M^−½ H M^−½ P M^½ with P = 1 − Σ b bᵀ over the orthonormal mass-weighted rigid displacements b. At a geometry
    /// that is not quite a minimum, rotations have frequencies of their own otherwise, which hide among slow vibrations.
    /// - Source: Miller, Handy, Adams, J. Chem. Phys. 72 (1980) 99, section II.
    /// - Parameters:
    ///   - geometry: where they were computed [bohr], shape `(atoms)`.
    ///   - masses: masses [Da], shape `(atoms)`.
    public func withoutRigidMotions(at geometry: [SIMD3<Double>], masses: [Double]) -> SecondDerivatives {
        let n = 3 * masses.count
        guard geometry.count == masses.count, hessian.count == n * n else { return self }
        let roots = (0..<n).map { masses[$0 / 3].squareRoot() }
        let basis = RigidMotions.basis(at: geometry, masses: masses)
        let images = basis.map { b in
            (0..<n).map { i in (0..<n).reduce(0) { $0 + hessian[i * n + $1] * b[$1] / (roots[i] * roots[$1]) } }
        }
        let inner = basis.map { b in images.map { image in zip(b, image).reduce(0) { $0 + $1.0 * $1.1 } } }
        var result = self
        for i in 0..<n {
            for j in 0...i {
                var change = 0.0
                for (k, b) in basis.enumerated() {
                    change -= b[i] * images[k][j] + images[k][i] * b[j]
                    for (l, c) in basis.enumerated() { change += b[i] * inner[k][l] * c[j] }
                }
                result.hessian[i * n + j] += change * roots[i] * roots[j]
                result.hessian[j * n + i] = result.hessian[i * n + j]
            }
        }
        return result
    }
}
