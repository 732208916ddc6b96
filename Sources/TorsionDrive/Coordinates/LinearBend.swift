/// The bend of a nearly linear i-j-k, measured in and across the plane of i, k and a fourth atom m.
///
/// With s = (r_i − r_j)/|…| + (r_k − r_j)/|…| the coordinates are s·n: n across is (r_k − r_i) × (r_m − r_i) and
/// n in plane is across × (r_k − r_i), both normalised. Each is about the bending angle [rad] and smooth at 180°.
struct LinearBend {
    private let eji: Vector
    private let ejk: Vector
    private let lji: Double
    private let ljk: Double
    private let a: Vector
    private let w: Vector
    private let c: Vector

    init(_ i: Vector, _ j: Vector, _ k: Vector, _ m: Vector) {
        lji = length(i - j)
        ljk = length(k - j)
        eji = (i - j) / lji
        ejk = (k - j) / ljk
        a = k - i
        w = m - i
        c = cross(a, w)
    }

    func value(inPlane: Bool) -> Double {
        let n = inPlane ? cross(c, a) : c
        return dot(eji + ejk, n) / length(n)
    }

    func derivatives(inPlane: Bool, _ d: UnsafeMutablePointer<Vector>) {
        let s = eji + ejk
        let raw = inPlane ? cross(c, a) : c
        let norm = length(raw)
        let n = raw / norm
        let t = (s - n * dot(s, n)) / norm
        let di = (n - eji * dot(eji, n)) / lji
        let dk = (n - ejk * dot(ejk, n)) / ljk
        let p = inPlane ? cross(a, t) : t
        var da = cross(w, p)
        let dw = cross(p, a)
        if inPlane { da += cross(t, c) }
        d[0] = di - da - dw
        d[1] = -(di + dk)
        d[2] = dk + da
        d[3] = dw
    }
}
