internal import Glibc

/// One internal coordinate: a simple function of at most four atoms' positions.
///
/// Lengths are in bohr, angles in radian. - Source of the derivatives: Wilson, Decius, Cross, Molecular Vibrations (1955),
/// chapter 4; Bakken, Helgaker, J. Chem. Phys. 2002, 117, 9160.
struct Primitive: Hashable, Sendable {
    /// The kinds of coordinate.
    enum Kind: UInt8, Sendable {
        /// Distance i-j.
        case bond
        /// Angle i-j-k.
        case angle
        /// Dihedral i-j-k-l about a bond or a linear chain.
        case torsion
        /// Dihedral i-j-k-c that measures how far c, bonded to i, j and k, is out of their plane.
        case outOfPlane
        /// Bend of a nearly linear i-j-k in the plane that holds a fourth atom.
        case linearBendInPlane
        /// Bend of a nearly linear i-j-k across the plane that holds a fourth atom.
        case linearBendAcross
    }

    let kind: Kind
    let atoms: SIMD4<Int32>

    init(_ kind: Kind, _ i: Int, _ j: Int, _ k: Int = 0, _ l: Int = 0) {
        self.kind = kind
        atoms = SIMD4(Int32(i), Int32(j), Int32(k), Int32(l))
    }

    /// The number of atoms it depends on.
    var atomCount: Int {
        switch kind {
        case .bond: 2
        case .angle: 3
        default: 4
        }
    }

    /// Whether its value is periodic in 2π.
    var isPeriodic: Bool { kind == .torsion || kind == .outOfPlane }

    /// Its value at positions [bohr].
    func value(_ x: UnsafeBufferPointer<Vector>) -> Double {
        let i = x[Int(atoms.x)]
        let j = x[Int(atoms.y)]
        switch kind {
        case .bond: return length(i - j)
        case .angle: return TorsionDrive.angle(i, j, x[Int(atoms.z)])
        case .torsion, .outOfPlane: return dihedralAngle(i, j, x[Int(atoms.z)], x[Int(atoms.w)])
        case .linearBendInPlane, .linearBendAcross:
            return LinearBend(i, j, x[Int(atoms.z)], x[Int(atoms.w)]).value(inPlane: kind == .linearBendInPlane)
        }
    }

    /// Its derivatives with respect to its atoms' positions, four vectors of which `atomCount` are used.
    func derivatives(_ x: UnsafeBufferPointer<Vector>, _ d: UnsafeMutablePointer<Vector>) {
        let i = x[Int(atoms.x)]
        let j = x[Int(atoms.y)]
        switch kind {
        case .bond:
            let r = i - j
            d[0] = r / length(r)
            d[1] = -d[0]
        case .angle: Self.angleDerivatives(i, j, x[Int(atoms.z)], d)
        case .torsion, .outOfPlane: Self.torsionDerivatives(i, j, x[Int(atoms.z)], x[Int(atoms.w)], d)
        case .linearBendInPlane, .linearBendAcross:
            LinearBend(i, j, x[Int(atoms.z)], x[Int(atoms.w)]).derivatives(inPlane: kind == .linearBendInPlane, d)
        }
    }

    private static func angleDerivatives(_ i: Vector, _ j: Vector, _ k: Vector, _ d: UnsafeMutablePointer<Vector>) {
        let u = i - j
        let v = k - j
        let lu = length(u)
        let lv = length(v)
        let eu = u / lu
        let ev = v / lv
        let cosine = dot(eu, ev)
        let sine = max((1 - cosine * cosine).squareRoot(), 1e-8)
        d[0] = (cosine * eu - ev) / (lu * sine)
        d[2] = (cosine * ev - eu) / (lv * sine)
        d[1] = -(d[0] + d[2])
    }

    private static func torsionDerivatives(
        _ i: Vector, _ j: Vector, _ k: Vector, _ l: Vector, _ d: UnsafeMutablePointer<Vector>
    ) {
        let f = i - j
        let g = j - k
        let h = l - k
        let a = cross(f, g)
        let b = cross(h, g)
        let lg = length(g)
        let a2 = max(dot(a, a), 1e-12)
        let b2 = max(dot(b, b), 1e-12)
        let da = (lg / a2) * a
        let db = (lg / b2) * b
        let shift = (dot(f, g) / (a2 * lg)) * a - (dot(h, g) / (b2 * lg)) * b
        d[0] = -da
        d[1] = da + shift
        d[2] = -db - shift
        d[3] = db
    }
}
