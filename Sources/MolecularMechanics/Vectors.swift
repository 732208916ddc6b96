/// The scalar product a · b.
@inline(__always) func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
    a.x * b.x + a.y * b.y + a.z * b.z
}

/// The vector product a × b.
@inline(__always) func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

/// The length |a|.
@inline(__always) func length(_ a: SIMD3<Double>) -> Double { dot(a, a).squareRoot() }

/// A 3 × 3 matrix, held as three rows.
struct Block3 {
    var x, y, z: SIMD3<Double>

    @inline(__always) init(_ x: SIMD3<Double>, _ y: SIMD3<Double>, _ z: SIMD3<Double>) {
        (self.x, self.y, self.z) = (x, y, z)
    }

    /// The outer product a bᵀ.
    @inline(__always) init(outer a: SIMD3<Double>, _ b: SIMD3<Double>) { self.init(a.x * b, a.y * b, a.z * b) }

    /// The identity times a number.
    @inline(__always) init(diagonal d: Double) { self.init([d, 0, 0], [0, d, 0], [0, 0, d]) }

    @inline(__always) var transposed: Block3 {
        Block3([x.x, y.x, z.x], [x.y, y.y, z.y], [x.z, y.z, z.z])
    }

    @inline(__always) static func + (a: Block3, b: Block3) -> Block3 { Block3(a.x + b.x, a.y + b.y, a.z + b.z) }
    @inline(__always) static func - (a: Block3, b: Block3) -> Block3 { Block3(a.x - b.x, a.y - b.y, a.z - b.z) }
    @inline(__always) static prefix func - (a: Block3) -> Block3 { Block3(-a.x, -a.y, -a.z) }
    @inline(__always) static func * (s: Double, a: Block3) -> Block3 { Block3(s * a.x, s * a.y, s * a.z) }
}
