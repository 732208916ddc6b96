/// The dihedral angle φ (IUPAC sign) of four atoms and its derivatives.
///
/// F = rᵢ − rⱼ, G = rⱼ − rₖ, H = rₗ − rₖ, A = F × G, B = H × G; cos φ = A·B/|A||B|,
/// sin φ = (B × A)·G/|A||B||G| = |G| (A·H)/|A||B|. No derivative is singular at φ = 0 or π.
/// - Source: Blondel and Karplus, J. Comput. Chem. 17 (1996) 1132.
struct DihedralGeometry {
    let f, g, h, a, b: SIMD3<Double>
    let inverseA2, inverseB2: Double
    let lengthG: Double
    let cosine, sine: Double
    /// ∂φ/∂F, ∂φ/∂G and ∂φ/∂H [rad/nm].
    let slopeF, slopeG, slopeH: SIMD3<Double>

    /// The dihedral i–j–k–l; when three of the atoms lie on a line φ is taken as 0 and its derivatives vanish.
    @inline(__always) init(_ ri: SIMD3<Double>, _ rj: SIMD3<Double>, _ rk: SIMD3<Double>, _ rl: SIMD3<Double>) {
        f = ri - rj
        g = rj - rk
        h = rl - rk
        a = cross(f, g)
        b = cross(h, g)
        let a2 = dot(a, a)
        let b2 = dot(b, b)
        lengthG = length(g)
        guard a2 > Self.collinear, b2 > Self.collinear else {
            (inverseA2, inverseB2, cosine, sine) = (0, 0, 1, 0)
            (slopeF, slopeG, slopeH) = (.zero, .zero, .zero)
            return
        }
        inverseA2 = 1 / a2
        inverseB2 = 1 / b2
        let norm = (inverseA2 * inverseB2).squareRoot()
        cosine = dot(a, b) * norm
        sine = dot(a, h) * lengthG * norm
        slopeF = (-lengthG * inverseA2) * a
        slopeH = (lengthG * inverseB2) * b
        let inverseG = 1 / lengthG
        slopeG = (dot(f, g) * inverseA2 * inverseG) * a - (dot(h, g) * inverseB2 * inverseG) * b
    }

    /// |A|² below which three atoms count as collinear [nm⁴].
    private static let collinear = 1e-18

    /// Adds `factor` · ∂φ/∂r to the gradients of the four atoms.
    @inline(__always) func addGradient(
        _ factor: Double, _ i: Int, _ j: Int, _ k: Int, _ l: Int, to gradient: inout [SIMD3<Double>]
    ) {
        let onF = factor * slopeF
        let onG = factor * slopeG
        let onH = factor * slopeH
        gradient[i] += onF
        gradient[j] += onG - onF
        gradient[k] -= onG + onH
        gradient[l] += onH
    }

    /// The second derivatives of φ with respect to F, G and H [rad/nm²]; ∂²φ/∂F∂H is zero.
    var curvatures: (ff: Block3, gg: Block3, hh: Block3, fg: Block3, gh: Block3) {
        let inverseG = lengthG > 0 ? 1 / lengthG : 0
        let inverseG3 = inverseG * inverseG * inverseG
        let (ga, fa, gb, hb) = (cross(g, a), cross(f, a), cross(g, b), cross(h, b))
        let (a4, b4) = (inverseA2 * inverseA2, inverseB2 * inverseB2)
        let (fDotG, hDotG) = (dot(f, g), dot(h, g))
        let symmetricA = Block3(outer: a, ga) + Block3(outer: ga, a)
        let symmetricB = Block3(outer: b, gb) + Block3(outer: gb, b)
        let ff = (lengthG * a4) * symmetricA
        let hh = (-lengthG * b4) * symmetricB
        let ggA =
            (0.5 * inverseG3 * inverseA2) * symmetricA
            + (fDotG * inverseG * a4) * (Block3(outer: a, fa) + Block3(outer: fa, a))
        let ggB =
            (0.5 * inverseG3 * inverseB2) * symmetricB
            + (hDotG * inverseG * b4) * (Block3(outer: b, hb) + Block3(outer: hb, b))
        let fg = (-lengthG * a4) * Block3(outer: fa, a) - (fDotG * inverseG * a4) * Block3(outer: a, ga)
        let gh = (lengthG * b4) * Block3(outer: b, hb) + (hDotG * inverseG * b4) * Block3(outer: gb, b)
        return (ff, ggA - ggB, hh, fg, gh)
    }
}
