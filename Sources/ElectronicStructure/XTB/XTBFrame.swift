internal import Glibc

/// The axes along which xtb computes a molecule: those of its geometry, or turned ones where two atoms share a coordinate.
///
/// Where x, y or z of two atoms differ by less than about 1e-10 bohr, libxtb 6.5.1 leaves terms out of its gradients: a planar
/// molecule in a plane of the axes feels a force of 3e-5 hartree/bohr too much or too little once one of its atoms has left
/// the plane. Turned axes have no such pairs, and the energy does not depend on them.
struct XTBFrame {
    /// Coordinates that are closer than this count as shared [bohr].
    private static let closeness = 1e-8

    private static let rows = rows(0.7, 1.1, 0.4)

    /// Whether the axes are turned.
    let isTurned: Bool

    /// The axes for a geometry [bohr].
    init(_ geometry: [SIMD3<Double>]) {
        isTurned = geometry.indices.contains { i in
            geometry[..<i].contains { other in
                let difference = geometry[i] - other
                return (0..<3).contains { abs(difference[$0]) < Self.closeness }
            }
        }
    }

    /// Vectors along the axes of the calculation.
    func turned(_ vectors: [SIMD3<Double>]) -> [SIMD3<Double>] {
        guard isTurned else { return vectors }
        return vectors.map { v in SIMD3(Self.dot(Self.rows[0], v), Self.dot(Self.rows[1], v), Self.dot(Self.rows[2], v))
        }
    }

    /// Vectors of the calculation along the axes of the geometry.
    func turnedBack(_ vectors: [SIMD3<Double>]) -> [SIMD3<Double>] {
        guard isTurned else { return vectors }
        return vectors.map { $0.x * Self.rows[0] + $0.y * Self.rows[1] + $0.z * Self.rows[2] }
    }

    private static func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { (a * b).sum() }

    /// The rows of a rotation by an angle about x, then one about y, then one about z [rad].
    private static func rows(_ x: Double, _ y: Double, _ z: Double) -> [SIMD3<Double>] {
        let (a, b, c) = (sin(x), sin(y), sin(z))
        let (p, q, r) = (cos(x), cos(y), cos(z))
        return [
            [r * q, r * b * a - c * p, r * b * p + c * a], [c * q, c * b * a + r * p, c * b * p - r * a],
            [-b, q * a, q * p],
        ]
    }
}
