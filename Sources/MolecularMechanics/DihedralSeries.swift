internal import Glibc

/// All periodic torsions that share four atoms, as one series V(φ) = c₀ + Σ aₙ cos nφ + bₙ sin nφ.
struct DihedralSeries: Sendable {
    /// One term of the series: multiples of φ by recurrence need no trigonometric function.
    struct Term: Sendable {
        let periodicity: Int
        /// s k cos δ and s k sin δ [kJ/mol].
        var cosine, sine: Double
    }

    let i, j, k, l: Int
    /// Σ s k [kJ/mol].
    var constant: Double
    var terms: [Term]

    /// The torsions grouped by their atoms, in the order of first appearance.
    static func grouped(_ torsions: [PeriodicTorsion]) -> [DihedralSeries] {
        var slots: [SIMD4<Int>: Int] = [:]
        var result: [DihedralSeries] = []
        for torsion in torsions {
            let key = SIMD4(torsion.i, torsion.j, torsion.k, torsion.l)
            let slot = slots[key] ?? result.count
            if slot == result.count {
                slots[key] = slot
                result.append(
                    DihedralSeries(i: torsion.i, j: torsion.j, k: torsion.k, l: torsion.l, constant: 0, terms: []))
            }
            let amplitude = torsion.scale * torsion.barrier
            result[slot].constant += amplitude
            result[slot].terms.append(
                Term(
                    periodicity: torsion.periodicity, cosine: amplitude * cos(torsion.phase),
                    sine: amplitude * sin(torsion.phase)))
        }
        for slot in result.indices { result[slot].terms.sort { $0.periodicity < $1.periodicity } }
        return result
    }

    /// V [kJ/mol], dV/dφ and d²V/dφ² [kJ/mol/radⁿ] from cos φ and sin φ.
    @inline(__always) func value(cosine c: Double, sine s: Double) -> (value: Double, slope: Double, curvature: Double)
    {
        var (cn, sn, n) = (1.0, 0.0, 0)
        var (value, slope, curvature) = (constant, 0.0, 0.0)
        for term in terms {
            while n < term.periodicity {
                (cn, sn) = (cn * c - sn * s, sn * c + cn * s)
                n += 1
            }
            let order = Double(n)
            let even = term.cosine * cn + term.sine * sn
            value += even
            slope += order * (term.sine * cn - term.cosine * sn)
            curvature -= order * order * even
        }
        return (value, slope, curvature)
    }
}
