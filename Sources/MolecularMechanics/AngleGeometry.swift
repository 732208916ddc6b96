internal import Glibc

/// The angle at a vertex, through its cosine, so that a straight angle is no special case for its derivatives.
///
/// With u = rᵢ − rⱼ and v = rₖ − rⱼ: c = cos θ = û·v̂, ∂c/∂u = (v̂ − c û)/|u|, ∂c/∂v = (û − c v̂)/|v|.
struct AngleGeometry {
    let unitU, unitV: SIMD3<Double>
    let inverseU, inverseV: Double
    let cosine, sine: Double

    @inline(__always) init(_ ri: SIMD3<Double>, _ rj: SIMD3<Double>, _ rk: SIMD3<Double>) {
        let u = ri - rj
        let v = rk - rj
        inverseU = 1 / length(u)
        inverseV = 1 / length(v)
        unitU = u * inverseU
        unitV = v * inverseV
        cosine = dot(unitU, unitV)
        sine = length(cross(unitU, unitV))
    }

    /// θ [rad], in [0, π].
    @inline(__always) var angle: Double { atan2(sine, cosine) }

    /// ∂c/∂u [1/nm].
    @inline(__always) var slopeU: SIMD3<Double> { (unitV - cosine * unitU) * inverseU }

    /// ∂c/∂v [1/nm].
    @inline(__always) var slopeV: SIMD3<Double> { (unitU - cosine * unitV) * inverseV }

    /// ∂²c/∂u² [1/nm²].
    @inline(__always) var curvatureUU: Block3 { Self.ownCurvature(unitU, slopeU, cosine, inverseU) }

    /// ∂²c/∂v² [1/nm²].
    @inline(__always) var curvatureVV: Block3 { Self.ownCurvature(unitV, slopeV, cosine, inverseV) }

    /// ∂²c/∂u∂v [1/nm²].
    @inline(__always) var curvatureUV: Block3 {
        let across = Block3(diagonal: 1) - Block3(outer: unitV, unitV)
        return inverseU * (inverseV * across - Block3(outer: unitU, slopeV))
    }

    @inline(__always) private static func ownCurvature(
        _ unit: SIMD3<Double>, _ slope: SIMD3<Double>, _ cosine: Double, _ inverse: Double
    ) -> Block3 {
        let across = Block3(diagonal: 1) - Block3(outer: unit, unit)
        return -inverse * (Block3(outer: slope, unit) + Block3(outer: unit, slope) + (cosine * inverse) * across)
    }
}

extension HarmonicAngle {
    /// E = ½ k (θ − θ₀)² [kJ/mol] and its first and second derivatives with respect to cos θ.
    ///
    /// dE/dc = −k (θ − θ₀)/sin θ. For θ₀ = π it stays finite at the straight angle, where the series in x = π − θ is
    /// used; for other θ₀ a straight angle is a cusp, and sin θ is kept above 1e-8.
    @inline(__always) func energyOfCosine(_ geometry: AngleGeometry) -> (
        value: Double, slope: Double, curvature: Double
    ) {
        let offset = geometry.angle - angle
        let value = 0.5 * forceConstant * offset * offset
        if abs(angle - .pi) < 1e-12, geometry.cosine < 0, geometry.sine < 1e-3 {
            let square = offset * offset
            return (value, forceConstant * (1 + square / 6), forceConstant * (1 / 3.0 + square * 2 / 15))
        }
        let sine = max(geometry.sine, 1e-8)
        let ratio = offset / sine
        return (value, -forceConstant * ratio, forceConstant * (1 - ratio * geometry.cosine) / (sine * sine))
    }
}
