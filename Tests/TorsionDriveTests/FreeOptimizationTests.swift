import ElectronicStructure
import Testing

@testable import TorsionDrive

@Suite("Optimisation without a driven dihedral")
struct FreeOptimizationTests {
    private static func job(_ first: Double, _ second: Double) -> ConstrainedOptimization {
        var job = ConstrainedOptimization(
            free: RotorEngine.system, bonds: RotorEngine.bonds, geometry: RotorEngine.geometry(first, second),
            level: LevelOfTheory(program: "rotor"))
        job.options.qccnv = false
        job.options.convergenceSet = "GAU_TIGHT"
        return job
    }

    @Test("every start ends where no force is left on any atom", arguments: [(40.0, 70.0), (-100, 170), (179, -20)])
    func minimum(first: Double, second: Double) throws {
        let result = Self.job(first, second).result(engine: RotorEngine())
        #expect(result.failure == nil)
        let there = try RotorEngine().session(for: RotorEngine.system, level: LevelOfTheory(program: "rotor"))
            .energyAndGradient(at: result.geometry)
        #expect(there.energy == result.energy)
        #expect(there.gradient.allSatisfy { ($0 * $0).sum().squareRoot() < 2e-5 })
    }

    @Test("a free optimum lies no higher than one with a dihedral held")
    func lower() throws {
        let free = try #require(Self.job(40, 70).result(engine: RotorEngine()).energy)
        var held = Self.job(40, 70)
        (held.dihedral, held.targetAngle) = ([0, 1, 2, 3], 40)
        #expect(free <= (held.result(engine: RotorEngine()).energy ?? -.infinity) + 1e-9)
    }

    private static let smallMolecules: [ConstrainedOptimization] = [
        ConstrainedOptimization(
            free: ElectronicSystem(atomicNumbers: [8, 1, 1], charge: 0), bonds: [[0, 1], [0, 2]],
            geometry: [[0, 0, 0.3], [0, 1.5, -0.8], [0.1, -1.4, -0.9]]),
        ConstrainedOptimization(
            free: ElectronicSystem(atomicNumbers: [6, 8, 8], charge: 0), bonds: [[0, 1], [0, 2]],
            geometry: [[0, 0, 0.1], [0, 2.3, 0], [0, -2.1, 0]]),
        ConstrainedOptimization(
            free: ElectronicSystem(atomicNumbers: [9, 1], charge: 0), bonds: [[0, 1]],
            geometry: [[0, 0, 0], [0, 0, 2.2]]),
    ]

    @Test("bent, linear and diatomic molecules are optimised by GFN2-xTB", arguments: smallMolecules.indices)
    func small(index: Int) throws {
        let job = Self.smallMolecules[index]
        let result = job.result(engine: XTBEngine())
        #expect(result.failure == nil)
        let there = try XTBEngine().session(for: job.system, level: job.level).energyAndGradient(at: result.geometry)
        #expect(there.gradient.allSatisfy { ($0 * $0).sum().squareRoot() < 6e-4 })
    }
}
