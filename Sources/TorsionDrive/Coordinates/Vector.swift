internal import Glibc

typealias Vector = SIMD3<Double>

@inline(__always) func dot(_ a: Vector, _ b: Vector) -> Double { a.x * b.x + a.y * b.y + a.z * b.z }

@inline(__always) func length(_ a: Vector) -> Double { dot(a, a).squareRoot() }

@inline(__always) func cross(_ a: Vector, _ b: Vector) -> Vector {
    Vector(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

/// An angle [rad] brought into −π … π.
@inline(__always) func wrapped(_ angle: Double) -> Double {
    angle - 2 * Double.pi * (angle / (2 * Double.pi)).rounded()
}

/// The angle at `b` [rad], 0 … π.
func angle(_ a: Vector, _ b: Vector, _ c: Vector) -> Double {
    let u = a - b
    let v = c - b
    return atan2(length(cross(u, v)), dot(u, v))
}

/// The dihedral angle a-b-c-d [rad], −π … π, positive clockwise looking from b to c (IUPAC).
public func dihedralAngle(
    _ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>, _ d: SIMD3<Double>
) -> Double {
    let b1 = b - a
    let b2 = c - b
    let b3 = d - c
    let n1 = cross(b1, b2)
    let n2 = cross(b2, b3)
    return atan2(length(b2) * dot(b1, n2), dot(n1, n2))
}
