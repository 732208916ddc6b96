internal import Units

/// Combined parameters of all non-bonded pairs i < j in blocks of four partners, so that the kernel needs no look-up.
///
/// E = A/r¹² − B/r⁶ + Q/r with A = 4εσ¹², B = 4εσ⁶, Q = qᵢqⱼ/(4πε₀), each with the pair's scale; excluded pairs have zeros.
/// Mixing: σ = (σᵢ + σⱼ)/2, ε = √(εᵢεⱼ) (Lorentz–Berthelot).
struct PairTable: Sendable {
    let atomCount: Int
    /// Blocks of four atoms in a row; the last is padded with atoms far away.
    let blocks: Int
    /// A [kJ nm¹²/mol], B [kJ nm⁶/mol], Q [kJ nm/mol], shape `(atoms, blocks)`; zero for partners j ≤ i.
    private(set) var repulsion, dispersion, coulomb: [SIMD4<Double>]

    init(_ system: System) {
        let n = system.particles.count
        atomCount = n
        blocks = (n + 3) / 4
        repulsion = Array(repeating: .zero, count: n * blocks)
        dispersion = repulsion
        coulomb = repulsion
        var scales = [SIMD2<Double>](repeating: SIMD2(1, 1), count: n * n)
        for pair in system.scaledPairs {
            scales[min(pair.i, pair.j) * n + max(pair.i, pair.j)] = SIMD2(system.vdWScale14, system.coulombScale14)
        }
        for pair in system.excludedPairs { scales[min(pair.i, pair.j) * n + max(pair.i, pair.j)] = .zero }
        let roots = system.particles.map { $0.epsilon.squareRoot() }
        for i in 0..<n {
            let first = system.particles[i]
            for j in (i + 1)..<max(i + 1, n) where scales[i * n + j] != .zero {
                let second = system.particles[j]
                let scale = scales[i * n + j]
                let sigma2 = (first.sigma + second.sigma) * (first.sigma + second.sigma) / 4
                let sigma6 = sigma2 * sigma2 * sigma2
                let strength = 4 * roots[i] * roots[j] * sigma6 * scale.x
                let (slot, lane) = (i * blocks + j / 4, j % 4)
                repulsion[slot][lane] = strength * sigma6
                dispersion[slot][lane] = strength
                coulomb[slot][lane] = Constants.coulomb * first.charge * second.charge * scale.y
            }
        }
    }

    /// Adds the gradient [kJ/mol/nm] of all pairs and returns their energies [kJ/mol].
    func addGradient(at positions: [SIMD3<Double>], to gradient: inout [SIMD3<Double>]) -> (
        vdW: Double, coulomb: Double
    ) {
        let (xs, ys, zs) = columns(positions)
        var (gx, gy, gz) = (xs, ys, zs)
        for b in 0..<blocks { (gx[b], gy[b], gz[b]) = (.zero, .zero, .zero) }
        var (vdW, electrostatics) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        for i in 0..<atomCount {
            let (first, row) = ((i + 1) / 4, i * blocks)
            let here = positions[i]
            var shift = SIMD4<Double>.zero
            if first == i / 4 { shift[i % 4] = 1 }
            var (sx, sy, sz) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
            for b in first..<max(first, blocks) {
                let dx = here.x - xs[b]
                let dy = here.y - ys[b]
                let dz = here.z - zs[b]
                let inverse2 = 1 / (dx * dx + dy * dy + dz * dz + shift)
                shift = .zero
                let inverse6 = inverse2 * inverse2 * inverse2
                let repulsive = repulsion[row + b] * inverse6 * inverse6
                let dispersive = dispersion[row + b] * inverse6
                let coulombic = coulomb[row + b] * inverse2.squareRoot()
                vdW += repulsive - dispersive
                electrostatics += coulombic
                let force = (12 * repulsive - 6 * dispersive + coulombic) * inverse2
                let (fx, fy, fz) = (force * dx, force * dy, force * dz)
                sx += fx
                sy += fy
                sz += fz
                gx[b] += fx
                gy[b] += fy
                gz[b] += fz
            }
            gradient[i] -= SIMD3(sx.sum(), sy.sum(), sz.sum())
        }
        for i in 0..<atomCount { gradient[i] += SIMD3(gx[i / 4][i % 4], gy[i / 4][i % 4], gz[i / 4][i % 4]) }
        return (vdW.sum(), electrostatics.sum())
    }

    /// A/r¹² and B/r⁶ of pair (i, j), i < j [kJ/mol].
    func lennardJones(_ i: Int, _ j: Int, squared r2: Double) -> (repulsive: Double, dispersive: Double) {
        let (slot, lane) = (i * blocks + j / 4, j % 4)
        let inverse6 = 1 / (r2 * r2 * r2)
        return (repulsion[slot][lane] * inverse6 * inverse6, dispersion[slot][lane] * inverse6)
    }

    /// First and second radial derivatives of pair (i, j): E'/r and E'' [kJ/mol/nm²].
    @inline(__always) func radial(_ i: Int, _ j: Int, squared r2: Double) -> (slope: Double, curvature: Double) {
        let (slot, lane) = (i * blocks + j / 4, j % 4)
        let inverse2 = 1 / r2
        let inverse6 = inverse2 * inverse2 * inverse2
        let repulsive = repulsion[slot][lane] * inverse6 * inverse6
        let dispersive = dispersion[slot][lane] * inverse6
        let coulombic = coulomb[slot][lane] * inverse2.squareRoot()
        return (
            -(12 * repulsive - 6 * dispersive + coulombic) * inverse2,
            (156 * repulsive - 42 * dispersive + 2 * coulombic) * inverse2
        )
    }

    /// Whether the pair (i, j), i < j, interacts.
    @inline(__always) func interacts(_ i: Int, _ j: Int) -> Bool {
        let (slot, lane) = (i * blocks + j / 4, j % 4)
        return repulsion[slot][lane] != 0 || dispersion[slot][lane] != 0 || coulomb[slot][lane] != 0
    }

    /// Coordinates [nm] as columns of blocks; padding lies far from every atom.
    private func columns(_ positions: [SIMD3<Double>]) -> (x: [SIMD4<Double>], y: [SIMD4<Double>], z: [SIMD4<Double>]) {
        var x = [SIMD4<Double>](repeating: SIMD4(repeating: 1e6), count: blocks)
        var (y, z) = (x, x)
        for (i, position) in positions.enumerated() {
            x[i / 4][i % 4] = position.x
            y[i / 4][i % 4] = position.y
            z[i / 4][i % 4] = position.z
        }
        return (x, y, z)
    }
}
