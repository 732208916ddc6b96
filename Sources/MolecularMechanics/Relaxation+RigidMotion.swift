internal import LinearAlgebra

extension Relaxation {
    /// The Hessian made definite along rigid translations and rotations when nothing holds the molecule in place.
    ///
    /// Those modes have no force and no curvature, so the added stiffness changes no response.
    func stabilized(_ hessian: Matrix, at positions: [SIMD3<Double>]) -> Matrix {
        guard restraint == 0, frozen.isEmpty else { return hessian }
        var result = hessian
        for mode in Self.rigidMotions(at: positions) {
            for i in 0..<result.rows where mode[i] != 0 {
                for j in 0..<result.columns { result[i, j] += Self.profileRestraint * mode[i] * mode[j] }
            }
        }
        return result
    }

    /// Orthonormal displacements of a rigid body: six, five for a linear molecule; shape `(modes, 3 atoms)`.
    static func rigidMotions(at positions: [SIMD3<Double>]) -> [[Double]] {
        let center = positions.reduce(SIMD3<Double>.zero, +) / Double(max(positions.count, 1))
        let axes: [SIMD3<Double>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        let shifts = axes.map { axis in positions.map { _ in axis } }
        let turns = axes.map { axis in positions.map { cross(axis, $0 - center) } }
        var basis: [[Double]] = []
        for vector in shifts + turns {
            var mode = vector.flatMap { [$0.x, $0.y, $0.z] }
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
}
