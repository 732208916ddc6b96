internal import Glibc

/// A number with its derivatives with respect to up to 12 coordinates: forward differentiation for the reference kernel.
struct DualNumber {
    var value: Double
    var slope: SIMD16<Double> = .zero

    static func + (a: Self, b: Self) -> Self { Self(value: a.value + b.value, slope: a.slope + b.slope) }
    static func - (a: Self, b: Self) -> Self { Self(value: a.value - b.value, slope: a.slope - b.slope) }
    static func - (a: Self, b: Double) -> Self { Self(value: a.value - b, slope: a.slope) }
    static func * (a: Self, b: Self) -> Self {
        Self(value: a.value * b.value, slope: a.value * b.slope + b.value * a.slope)
    }
    static func * (a: Double, b: Self) -> Self { Self(value: a * b.value, slope: a * b.slope) }
    static func / (a: Self, b: Self) -> Self {
        let inverse = 1 / b.value
        return Self(value: a.value * inverse, slope: inverse * (a.slope - (a.value * inverse) * b.slope))
    }

    func squareRoot() -> Self {
        let root = value.squareRoot()
        return Self(value: root, slope: root > 0 ? (0.5 / root) * slope : .zero)
    }

    func cosine() -> Self { Self(value: cos(value), slope: -sin(value) * slope) }

    func power(_ n: Int) -> Self { (1..<n).reduce(self) { product, _ in product * self } }

    /// The angle of the point (x, y).
    static func angle(y: Self, x: Self) -> Self {
        let norm = x.value * x.value + y.value * y.value
        return Self(value: atan2(y.value, x.value), slope: (1 / norm) * (x.value * y.slope - y.value * x.slope))
    }
}

/// A vector of three dual numbers.
struct DualVector {
    let x, y, z: DualNumber

    static func - (a: Self, b: Self) -> Self { Self(x: a.x - b.x, y: a.y - b.y, z: a.z - b.z) }

    func dot(_ other: Self) -> DualNumber { x * other.x + y * other.y + z * other.z }

    func cross(_ other: Self) -> Self {
        Self(x: y * other.z - z * other.y, y: z * other.x - x * other.z, z: x * other.y - y * other.x)
    }

    var length: DualNumber { dot(self).squareRoot() }
}
