internal import Glibc

/// A bond length, angle or dihedral of a geometry.
public enum InternalCoordinate: Sendable, Hashable {
    /// |rᵢ − rⱼ| [nm].
    case distance(Int, Int)
    /// The angle at the second atom [rad], in [0, π].
    case angle(Int, Int, Int)
    /// The dihedral over the middle two atoms [rad], in (−π, π].
    case dihedral(Int, Int, Int, Int)

    /// The value [nm or rad].
    public func value(at r: [SIMD3<Double>]) -> Double {
        switch self {
        case .distance(let i, let j): return length(r[i] - r[j])
        case .angle(let i, let j, let k): return AngleGeometry(r[i], r[j], r[k]).angle
        case .dihedral(let i, let j, let k, let l):
            let geometry = DihedralGeometry(r[i], r[j], r[k], r[l])
            return atan2(geometry.sine, geometry.cosine)
        }
    }

    /// How the value changes when the atoms move by `displacement` [nm per unit], to first order.
    public func slope(at r: [SIMD3<Double>], along displacement: [SIMD3<Double>]) -> Double {
        let d = displacement
        switch self {
        case .distance(let i, let j):
            let bond = r[i] - r[j]
            return dot(bond, d[i] - d[j]) / length(bond)
        case .angle(let i, let j, let k):
            let geometry = AngleGeometry(r[i], r[j], r[k])
            let change = dot(geometry.slopeU, d[i] - d[j]) + dot(geometry.slopeV, d[k] - d[j])
            return -change / max(geometry.sine, 1e-8)
        case .dihedral(let i, let j, let k, let l):
            let geometry = DihedralGeometry(r[i], r[j], r[k], r[l])
            return dot(geometry.slopeF, d[i] - d[j]) + dot(geometry.slopeG, d[j] - d[k])
                + dot(geometry.slopeH, d[l] - d[k])
        }
    }
}
