/// The displacements of a body that moves as a whole.
public enum RigidMotions {
    /// Orthonormal displacements of a rigid body: six, five for a linear one; shape `(modes, 3 atoms)`.
    ///
    /// Translations along x, y, z and rotations about axes through the centre of mass, each scaled by √m for mass-weighted
    /// coordinates, made orthonormal by the Gram–Schmidt method (twice, for the digits that the first pass leaves).
    /// - Source: Wilson, Decius, Cross, Molecular Vibrations (1955), section 11-2.
    /// - Parameters:
    ///   - positions: where the atoms are, shape `(atoms)`, in any unit of length.
    ///   - masses: masses, shape `(atoms)`, in any unit; nil for coordinates that are not mass-weighted.
    public static func basis(at positions: [SIMD3<Double>], masses: [Double]? = nil) -> [[Double]] {
        let masses = masses ?? [Double](repeating: 1, count: positions.count)
        let total = masses.reduce(0, +)
        let center =
            zip(positions, masses).reduce(SIMD3<Double>.zero) { $0 + $1.0 * $1.1 } / max(total, .leastNormalMagnitude)
        let axes: [SIMD3<Double>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        let shifts = axes.map { axis in positions.map { _ in axis } }
        let turns = axes.map { axis in positions.map { cross(axis, $0 - center) } }
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
