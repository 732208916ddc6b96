internal import LinearAlgebra

/// The rotation that lays one geometry over another with the least mass-weighted square distance.
///
/// - Source: Horn, J. Opt. Soc. Am. A 4 (1987) 629 (unit quaternions).
struct Superposition {
    /// The rotated unit vectors x, y and z.
    let columns: [SIMD3<Double>]

    /// The rotation of `moving` onto `fixed`; shapes `(atoms)`.
    init(of moving: [SIMD3<Double>], onto fixed: [SIMD3<Double>], masses: [Double]) throws(LinearAlgebraError) {
        let (a, b) = (Self.centered(moving, masses), Self.centered(fixed, masses))
        var s = Matrix(rows: 3, columns: 3)
        for atom in a.indices {
            for i in 0..<3 { for j in 0..<3 { s[i, j] += masses[atom] * a[atom][i] * b[atom][j] } }
        }
        let (xx, yy, zz) = (s[0, 0], s[1, 1], s[2, 2])
        let (yz, zx, xy) = (s[1, 2] - s[2, 1], s[2, 0] - s[0, 2], s[0, 1] - s[1, 0])
        let (sumXY, sumYZ, sumZX) = (s[0, 1] + s[1, 0], s[1, 2] + s[2, 1], s[2, 0] + s[0, 2])
        let n = Matrix(
            rows: 4, columns: 4,
            elements: [
                xx + yy + zz, yz, zx, xy, yz, xx - yy - zz, sumXY, sumZX, zx, sumXY, yy - xx - zz, sumYZ, xy, sumZX,
                sumYZ, zz - xx - yy,
            ])
        let vectors = try n.symmetricEigen().vectors
        let (w, x, y, z) = (vectors[0, 3], vectors[1, 3], vectors[2, 3], vectors[3, 3])
        columns = [
            [1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)],
            [2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)],
            [2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)],
        ]
    }

    /// Turns the vector of each atom in a flat list of coordinates, shape `(3 atoms)`.
    func turned(_ flat: [Double]) -> [Double] {
        stride(from: 0, to: flat.count, by: 3).flatMap { n -> [Double] in
            let turned = flat[n] * columns[0] + flat[n + 1] * columns[1] + flat[n + 2] * columns[2]
            return [turned.x, turned.y, turned.z]
        }
    }

    private static func centered(_ positions: [SIMD3<Double>], _ masses: [Double]) -> [SIMD3<Double>] {
        let total = masses.reduce(0, +)
        let center = zip(positions, masses).reduce(SIMD3<Double>.zero) { $0 + $1.1 * $1.0 } / total
        return positions.map { $0 - center }
    }
}
