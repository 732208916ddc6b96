import ElectronicStructure
import Testing

@testable import TorsionDrive

/// The rotor at one level; at the level `shifted` its energies are a tenth of a hartree higher and it may fail.
private struct TwoLevelEngine: QCEngine {
    var fails = false
    var program: String { "rotor" }
    var version: String? { "1" }
    var capabilities: EngineCapabilities { RotorEngine().capabilities }

    func session(for system: ElectronicSystem, level: LevelOfTheory) throws(ElectronicStructureError) -> any QCSession {
        let plain = try RotorEngine().session(for: system, level: level)
        return level.method == "shifted" ? Shifted(plain, fails: fails) : plain
    }

    private final class Shifted: QCSession {
        private let plain: any QCSession
        private let fails: Bool
        init(_ plain: any QCSession, fails: Bool) { (self.plain, self.fails) = (plain, fails) }

        func energyAndGradient(at x: [SIMD3<Double>]) throws(ElectronicStructureError) -> EnergyGradient {
            if fails && dihedralAngle(x[0], x[1], x[2], x[3]).magnitude > 3 {
                throw ElectronicStructureError(.convergence, "the second level is stuck")
            }
            var answer = try plain.energyAndGradient(at: x)
            answer.energy += 0.1
            return answer
        }
    }
}

@Suite("Two-level drives")
struct RefinementTests {
    private static func drive(_ refinement: Refinement?, fails: Bool = false) throws -> Wavefront {
        var setup = RotorEngine.setup([(60.0, 70.0), (-75, 160)])
        setup.refinement = refinement
        return TorsionDriveRunner(engine: TwoLevelEngine(fails: fails)).finished(try Wavefront(setup: setup))
    }

    private static let single = Refinement(level: LevelOfTheory(program: "rotor", method: "shifted"))

    @Test("single points keep the geometries and take every energy of the second level")
    func singlePoints() throws {
        let (cheap, better) = (try Self.drive(nil), try Self.drive(Self.single))
        #expect(better.profile.map(\.geometry) == cheap.profile.map(\.geometry))
        for (a, b) in zip(better.profile, cheap.profile) { #expect((a.energy - b.energy - 0.1).magnitude < 1e-12) }
        #expect(better.gradients - cheap.gradients == better.best.count && better.progress == 1)
    }

    @Test("a short optimisation never raises an energy and keeps the dihedral")
    func steps() throws {
        let refinement = Refinement(level: Self.single.level, steps: 3)
        let (single, short) = (try Self.drive(Self.single), try Self.drive(refinement))
        #expect(short.profile.count == single.profile.count && short.lost.isEmpty)
        for (a, b) in zip(short.profile, single.profile) {
            #expect(a.energy <= b.energy + 1e-9)
            #expect(wrapped((short.dihedral(a.geometry) - Double(a.angle)) * .pi / 180).magnitude < 1e-9)
        }
    }

    @Test("a point that fails at the second level is left out, for energies of two levels are never mixed")
    func failure() throws {
        let drive = try Self.drive(Self.single, fails: true)
        #expect(drive.lost.map(\.angle) == [180])
        #expect(drive.lost.first?.reason.contains("second level") == true)
        #expect(drive.failure == nil)
    }
}
