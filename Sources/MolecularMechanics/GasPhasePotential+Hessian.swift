public import LinearAlgebra

extension GasPhasePotential {
    /// The analytic second derivatives ∂²E/∂r∂r [kJ/mol/nm²], shape `(3 atoms, 3 atoms)`, coordinates x, y, z of atom 0 first.
    ///
    /// - Parameter positions: coordinates [nm], shape `(atoms)`.
    public func hessian(at positions: [SIMD3<Double>]) -> Matrix {
        precondition(positions.count == atomCount, "one position for each atom")
        var sum = HessianSum(atomCount: atomCount)
        addBonds(positions, to: &sum)
        addAngles(positions, to: &sum)
        for dihedral in propers { Self.add(dihedral, positions, to: &sum) }
        for dihedral in impropers { Self.add(dihedral, positions, to: &sum) }
        addPairs(positions, to: &sum)
        return sum.symmetric
    }

    private func addBonds(_ positions: [SIMD3<Double>], to sum: inout HessianSum) {
        for bond in system.bonds {
            let d = positions[bond.i] - positions[bond.j]
            let slope = bond.k * (1 - bond.length / length(d))
            sum.addPair(bond.i, bond.j, d, slope: slope, curvature: bond.k)
        }
    }

    private func addPairs(_ positions: [SIMD3<Double>], to sum: inout HessianSum) {
        for i in 0..<atomCount {
            for j in (i + 1)..<max(i + 1, atomCount) where pairs.interacts(i, j) {
                let d = positions[i] - positions[j]
                let (slope, curvature) = pairs.radial(i, j, squared: dot(d, d))
                sum.addPair(i, j, d, slope: slope, curvature: curvature)
            }
        }
    }

    private func addAngles(_ positions: [SIMD3<Double>], to sum: inout HessianSum) {
        for angle in system.angles {
            let geometry = AngleGeometry(positions[angle.i], positions[angle.j], positions[angle.k])
            let (_, slope, curvature) = angle.energyOfCosine(geometry)
            let (onU, onV) = (geometry.slopeU, geometry.slopeV)
            let uu = curvature * Block3(outer: onU, onU) + slope * geometry.curvatureUU
            let vv = curvature * Block3(outer: onV, onV) + slope * geometry.curvatureVV
            let uv = curvature * Block3(outer: onU, onV) + slope * geometry.curvatureUV
            sum.add(angle.i, angle.i, uu)
            sum.add(angle.k, angle.k, vv)
            sum.add(angle.i, angle.k, uv)
            sum.add(angle.i, angle.j, -(uu + uv))
            sum.add(angle.j, angle.k, -(uv + vv))
            sum.add(angle.j, angle.j, uu + vv + uv + uv.transposed)
        }
    }

    private static func add(_ dihedral: DihedralSeries, _ positions: [SIMD3<Double>], to sum: inout HessianSum) {
        let (i, j, k, l) = (dihedral.i, dihedral.j, dihedral.k, dihedral.l)
        let geometry = DihedralGeometry(positions[i], positions[j], positions[k], positions[l])
        let (_, slope, curvature) = dihedral.value(cosine: geometry.cosine, sine: geometry.sine)
        let second = geometry.curvatures
        let (f, g, h) = (geometry.slopeF, geometry.slopeG, geometry.slopeH)
        let ff = curvature * Block3(outer: f, f) + slope * second.ff
        let gg = curvature * Block3(outer: g, g) + slope * second.gg
        let hh = curvature * Block3(outer: h, h) + slope * second.hh
        let fg = curvature * Block3(outer: f, g) + slope * second.fg
        let gh = curvature * Block3(outer: g, h) + slope * second.gh
        let fh = curvature * Block3(outer: f, h)
        sum.add(i, i, ff)
        sum.add(i, j, fg - ff)
        sum.add(i, k, -(fg + fh))
        sum.add(i, l, fh)
        sum.add(j, j, ff + gg - fg - fg.transposed)
        sum.add(j, k, fg + fh - gg - gh)
        sum.add(j, l, gh - fh)
        sum.add(k, k, gg + hh + gh + gh.transposed)
        sum.add(k, l, -(gh + hh))
        sum.add(l, l, hh)
    }
}

/// A Hessian under construction: only blocks (a, b) with a ≤ b are kept.
struct HessianSum {
    private var matrix: Matrix
    private let width: Int

    init(atomCount: Int) {
        width = 3 * atomCount
        matrix = Matrix(rows: width, columns: width)
    }

    /// Adds the block of atoms a and b (its transpose where a > b).
    @inline(__always) mutating func add(_ a: Int, _ b: Int, _ block: Block3) {
        if a > b { return add(b, a, block.transposed) }
        let start = 3 * a * width + 3 * b
        for (row, values) in [block.x, block.y, block.z].enumerated() {
            matrix.elements[start + row * width] += values.x
            matrix.elements[start + row * width + 1] += values.y
            matrix.elements[start + row * width + 2] += values.z
        }
    }

    /// Adds a term of the distance |d|, d = rₐ − r_b, from E'/r and E'' [kJ/mol/nm²].
    @inline(__always) mutating func addPair(_ a: Int, _ b: Int, _ d: SIMD3<Double>, slope: Double, curvature: Double) {
        let block = ((curvature - slope) / dot(d, d)) * Block3(outer: d, d) + Block3(diagonal: slope)
        add(a, a, block)
        add(b, b, block)
        add(a, b, -block)
    }

    /// The full matrix.
    var symmetric: Matrix {
        var full = matrix
        for i in 0..<width {
            for j in (i + 1)..<max(i + 1, width) { full.elements[j * width + i] = full.elements[i * width + j] }
        }
        return full
    }
}
