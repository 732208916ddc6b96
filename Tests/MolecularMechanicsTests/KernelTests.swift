import LinearAlgebra
import MolecularMechanics
import TestSupport
import Testing

/// Both kernels of one system.
private func kernels(_ system: System) throws -> [any PotentialEnergy] {
    [try GasPhasePotential(system), try ReferencePotential(system)]
}

private func shaken(_ positions: [SIMD3<Double>], by size: Double, seed: UInt64) -> [SIMD3<Double>] {
    var generator = SeededGenerator(seed: seed)
    return positions.map { position in
        position
            + SIMD3(
                Double.random(in: -size...size, using: &generator), Double.random(in: -size...size, using: &generator),
                Double.random(in: -size...size, using: &generator))
    }
}

@Suite("Energy kernels")
struct KernelTests {
    @Test("each term has the energy and the forces of another program", arguments: MoleculeRecord.all.map(\.name))
    func reference(name: String) throws {
        let record = try MoleculeRecord.named(name)
        for kernel in try kernels(record.system) {
            let (energy, gradient) = kernel.energyAndGradient(at: record.positions)
            #expect(abs(energy.bonds - record.energies.bond) < 1e-6)
            #expect(abs(energy.angles - record.energies.angle) < 1e-6)
            #expect(abs(energy.propers - record.energies.proper) < 1e-6)
            #expect(abs(energy.impropers - record.energies.improper) < 1e-6)
            #expect(abs(energy.vdW - record.energies.vdw) < 1e-6)
            #expect(abs(energy.electrostatics - record.energies.electrostatics) < 1e-6)
            for (slope, force) in zip(gradient, record.forces) {
                for axis in 0..<3 { #expect(abs(slope[axis] + force[axis]) < 1e-3) }
            }
        }
    }

    @Test("the gradient is the central difference of the energy", arguments: MoleculeRecord.all.map(\.name))
    func numericalGradient(name: String) throws {
        let record = try MoleculeRecord.named(name)
        let positions = shaken(record.positions, by: 0.005, seed: 7)
        for kernel in try kernels(record.system) {
            let gradient = kernel.energyAndGradient(at: positions).gradient
            let h = 1e-5
            for atom in positions.indices {
                for axis in 0..<3 {
                    var (up, down) = (positions, positions)
                    up[atom][axis] += h
                    down[atom][axis] -= h
                    let slope = (kernel.energy(at: up).total - kernel.energy(at: down).total) / (2 * h)
                    #expect(abs(slope - gradient[atom][axis]) < 1e-3 * max(1, abs(slope) * 1e-3))
                }
            }
        }
    }

    @Test("the Hessian is the central difference of the gradient", arguments: MoleculeRecord.all.map(\.name))
    func numericalHessian(name: String) throws {
        let record = try MoleculeRecord.named(name)
        let positions = shaken(record.positions, by: 0.005, seed: 8)
        let kernel = try GasPhasePotential(record.system)
        let hessian = kernel.hessian(at: positions)
        let h = 1e-5
        var worst = 0.0
        for row in 0..<3 * positions.count {
            var (up, down) = (positions, positions)
            up[row / 3][row % 3] += h
            down[row / 3][row % 3] -= h
            let (above, below) = (
                kernel.energyAndGradient(at: up).gradient, kernel.energyAndGradient(at: down).gradient
            )
            for column in 0..<3 * positions.count {
                let slope = (above[column / 3][column % 3] - below[column / 3][column % 3]) / (2 * h)
                worst = max(worst, abs(slope - hessian[row, column]))
            }
        }
        #expect(worst < 0.05)
    }

    @Test("energy and gradient length stay when the molecule is moved, turned and renumbered")
    func invariance() throws {
        let record = try MoleculeRecord.named("n_methylacetamide")
        let kernel = try GasPhasePotential(record.system)
        let (energy, gradient) = kernel.energyAndGradient(at: record.positions)
        let moved = record.positions.map { p in
            SIMD3(0.6 * p.x - 0.8 * p.y, 0.8 * p.x + 0.6 * p.y, p.z) + SIMD3(1, -2, 3)
        }
        let (turned, turnedGradient) = kernel.energyAndGradient(at: moved)
        #expect(abs(energy.total - turned.total) < 1e-8)
        let sums = gradient.reduce(SIMD3<Double>.zero, +)
        #expect((sums * sums).sum() < 1e-12)
        for (a, b) in zip(gradient, turnedGradient) { #expect(abs((a * a).sum() - (b * b).sum()) < 1e-4) }
    }

    @Test("terms that name a missing or repeated atom are refused")
    func badTerm() {
        let particle = Particle(charge: 0, sigma: 0.1, epsilon: 0)
        let system = System(
            bonds: [HarmonicBond(i: 0, j: 2, length: 0.1, k: 1)], angles: [], propers: [], impropers: [],
            particles: [particle, particle], excludedPairs: [], scaledPairs: [])
        #expect(throws: MolecularMechanicsError.self) { try GasPhasePotential(system) }
        #expect(throws: MolecularMechanicsError.self) { try ReferencePotential(system) }
    }

    @Test("a molecule without terms has no energy")
    func empty() throws {
        let none = System(
            bonds: [], angles: [], propers: [], impropers: [], particles: [], excludedPairs: [], scaledPairs: [])
        for kernel in try kernels(none) { #expect(kernel.energy(at: []).total == 0) }
    }
}

@Suite("Single terms by hand")
struct TermTests {
    private func system(
        atoms: Int, bonds: [HarmonicBond] = [], angles: [HarmonicAngle] = [], propers: [PeriodicTorsion] = [],
        particles: [Particle]? = nil, scaled: [(i: Int, j: Int)] = []
    ) -> System {
        System(
            bonds: bonds, angles: angles, propers: propers, impropers: [],
            particles: particles ?? Array(repeating: Particle(charge: 0, sigma: 0.1, epsilon: 0), count: atoms),
            excludedPairs: [], scaledPairs: scaled)
    }

    @Test("a bond stretched by 0.02 nm with k = 1000 has ½·1000·0.02²")
    func bond() throws {
        let bond = system(atoms: 2, bonds: [HarmonicBond(i: 0, j: 1, length: 0.1, k: 1000)])
        for kernel in try kernels(bond) {
            let (energy, gradient) = kernel.energyAndGradient(at: [[0, 0, 0], [0.12, 0, 0]])
            #expect(abs(energy.bonds - 0.5 * 1000 * 0.02 * 0.02) < 1e-12)
            #expect(abs(gradient[1].x - 1000 * 0.02) < 1e-9)
        }
    }

    @Test("a right angle with rest angle π/3 and k = 10 has ½·10·(π/6)²")
    func angle() throws {
        let angle = system(atoms: 3, angles: [HarmonicAngle(i: 0, j: 1, k: 2, angle: .pi / 3, forceConstant: 10)])
        for kernel in try kernels(angle) {
            let energy = kernel.energy(at: [[0.1, 0, 0], [0, 0, 0], [0, 0.2, 0]]).angles
            #expect(abs(energy - 0.5 * 10 * .pi * .pi / 36) < 1e-12)
        }
    }

    @Test(
        "torsions at 0, 90 and 180 degrees have k(1 + cos(nφ − δ))/idivf",
        arguments: [(0.0, 1, 0.0), (90, 2, 180), (180, 3, 0), (-60, 4, 180), (37, 6, 25)])
    func torsion(degrees: Double, periodicity: Int, phase: Double) throws {
        let radian = Double.pi / 180
        let torsion = PeriodicTorsion(
            i: 0, j: 1, k: 2, l: 3, periodicity: periodicity, phase: phase * radian, barrier: 5, scale: 0.5)
        let (y, z) = sinCos(degrees * radian)
        let positions: [SIMD3<Double>] = [[-0.05, 0.1, 0], [0, 0, 0], [0.15, 0, 0], [0.2, 0.1 * z, 0.1 * y]]
        let expected = 2.5 * (1 + sinCos((Double(periodicity) * degrees - phase) * radian).cosine)
        for kernel in try kernels(system(atoms: 4, propers: [torsion])) {
            #expect(abs(kernel.energy(at: positions).propers - expected) < 1e-12)
        }
    }

    @Test("a pair has 4ε((σ/r)¹² − (σ/r)⁶) and the Coulomb energy, scaled when it is 1–4")
    func pair() throws {
        let particles = [
            Particle(charge: 0.5, sigma: 0.3, epsilon: 0.4), Particle(charge: -0.2, sigma: 0.2, epsilon: 0.9),
        ]
        let ratio = 0.25 / 0.4
        let ratio6 = ratio * ratio * ratio * ratio * ratio * ratio
        let vdW = 4 * 0.6 * (ratio6 * ratio6 - ratio6)
        let coulomb = 138.93545764438198 * 0.5 * -0.2 / 0.4
        for is14 in [false, true] {
            let pair = system(atoms: 2, particles: particles, scaled: is14 ? [(i: 0, j: 1)] : [])
            for kernel in try kernels(pair) {
                let energy = kernel.energy(at: [[0, 0, 0.1], [0, 0, 0.5]])
                #expect(abs(energy.vdW - vdW * (is14 ? 0.5 : 1)) < 1e-12)
                #expect(abs(energy.electrostatics - coulomb * (is14 ? 0.8333333333 : 1)) < 1e-12)
            }
        }
    }

    @Test("a straight angle with rest angle π is an ordinary minimum")
    func straightAngle() throws {
        let potential = try GasPhasePotential(
            system(atoms: 3, angles: [HarmonicAngle(i: 0, j: 1, k: 2, angle: .pi, forceConstant: 50)]))
        let straight: [SIMD3<Double>] = [[-0.1, 0, 0], [0, 0, 0], [0.1, 0, 0]]
        let (energy, gradient) = potential.energyAndGradient(at: straight)
        #expect(energy.total == 0)
        #expect(gradient.allSatisfy { $0 == .zero })
        // E = ½·50·x² with x = Δy/0.1, so ∂²E/∂y² of an outer atom is 50/0.1².
        #expect(abs(potential.hessian(at: straight)[1, 1] - 5000) < 1e-6)
        for bend in [1e-9, 1e-6, 1e-4, 2e-4] {
            let bent: [SIMD3<Double>] = [[-0.1, bend, 0], [0, 0, 0], [0.1, 0, 0]]
            let slope = potential.energyAndGradient(at: bent).gradient[0].y
            #expect(abs(slope - 5000 * bend) < 1e-3 * 5000 * bend)
        }
    }

    @Test("a straight angle with another rest angle, and a dihedral over it, give finite forces")
    func cusp() throws {
        let torsion = PeriodicTorsion(i: 0, j: 1, k: 2, l: 3, periodicity: 2, phase: .pi, barrier: 3)
        let potential = try GasPhasePotential(
            system(
                atoms: 4, angles: [HarmonicAngle(i: 0, j: 1, k: 2, angle: 2, forceConstant: 50)], propers: [torsion]))
        let line: [SIMD3<Double>] = [[-0.1, 0, 0], [0, 0, 0], [0.1, 0, 0], [0.2, 0.1, 0]]
        let (energy, gradient) = potential.energyAndGradient(at: line)
        #expect(energy.total.isFinite)
        #expect(gradient.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite })
        #expect(potential.hessian(at: line).elements.allSatisfy { $0.isFinite })
    }
}
