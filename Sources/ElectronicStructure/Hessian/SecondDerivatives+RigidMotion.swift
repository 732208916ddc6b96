extension SecondDerivatives {
    /// The second derivatives without translations and rotations, which have no frequency then.
    ///
    /// H′ = M^½ P M^−½ H M^−½ P M^½ with P = 1 − Σ b bᵀ over the orthonormal mass-weighted rigid displacements b. At a geometry
    /// that is not quite a minimum, rotations have frequencies of their own otherwise, which hide among slow vibrations.
    /// - Source: Miller, Handy, Adams, J. Chem. Phys. 72 (1980) 99, section II; Wilson, Decius, Cross, Molecular Vibrations
    ///   (1955), section 11-2, for the displacements.
    /// - Parameters:
    ///   - geometry: where they were computed [bohr], shape `(atoms)`.
    ///   - masses: masses [Da], shape `(atoms)`.
    public func withoutRigidMotions(at geometry: [SIMD3<Double>], masses: [Double]) -> SecondDerivatives {
        let n = 3 * masses.count
        guard geometry.count == masses.count, hessian.count == n * n else { return self }
        let roots = (0..<n).map { masses[$0 / 3].squareRoot() }
        let basis = Self.rigidMotions(at: geometry, masses: masses)
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

    /// Orthonormal mass-weighted displacements of a rigid body: six, five for a linear molecule; shape `(modes, 3 atoms)`.
    private static func rigidMotions(at geometry: [SIMD3<Double>], masses: [Double]) -> [[Double]] {
        let total = masses.reduce(0, +)
        let center = zip(geometry, masses).reduce(SIMD3<Double>.zero) { $0 + $1.0 * $1.1 } / total
        let axes: [SIMD3<Double>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        let shifts = axes.map { axis in geometry.map { _ in axis } }
        let turns = axes.map { axis in geometry.map { cross(axis, $0 - center) } }
        var basis: [[Double]] = []
        for motion in shifts + turns {
            var mode = zip(motion, masses).flatMap { vector, mass in
                [vector.x, vector.y, vector.z].map { $0 * mass.squareRoot() }
            }
            let size = norm(mode)
            for _ in 0..<2 {
                for known in basis {
                    let overlap = zip(mode, known).reduce(0) { $0 + $1.0 * $1.1 }
                    for i in mode.indices { mode[i] -= overlap * known[i] }
                }
            }
            let rest = norm(mode)
            if rest > 1e-6 * size { basis.append(mode.map { $0 / rest }) }
        }
        return basis
    }

    private static func norm(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }

    private static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
        [a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x]
    }
}
