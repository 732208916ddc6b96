import ElectronicStructure
import Testing
import Units

@testable import TorsionDrive

@Suite("Held bonds")
struct BondHoldTests {
    private let hold = BondHold(
        graph: BondGraph(atoms: 5, bonds: RotorEngine.bonds), numbers: RotorEngine.system.atomicNumbers)

    @Test("an undisturbed molecule feels nothing")
    func undisturbed() {
        let bias = hold.bias(at: RotorEngine.geometry(60, 70))
        #expect(bias.energy == 0 && bias.gradient.allSatisfy { $0 == .zero })
    }

    @Test("the gradient of the bias is its derivative, for stretched bonds and pressed pairs")
    func derivative() {
        var x = RotorEngine.geometry(0, 0)
        x[0] += SIMD3(-0.6, 0.5, 0.1)
        x[4] = x[0] + SIMD3(0.5, 0.3, 0.2)
        let bias = hold.bias(at: x)
        #expect(bias.energy > 0)
        for atom in x.indices {
            for axis in 0..<3 {
                var (up, down) = (x, x)
                up[atom][axis] += 1e-5
                down[atom][axis] -= 1e-5
                let slope = (hold.bias(at: up).energy - hold.bias(at: down).energy) / 2e-5
                #expect((slope - bias.gradient[atom][axis]).magnitude < 1e-7)
            }
        }
    }

    @Test("a drive that would lose too many points holds the bonds that break, and says where")
    func rescued() throws {
        var setup = RotorEngine.setup([(60.0, 70.0), (-75, 160), (150, -20)])
        setup.usesMirrorSymmetry = false
        let engine = RotorEngine(broken: (0, 120), tearsBond: true, tornLength: 2.6)
        let drive = TorsionDriveRunner(engine: engine).finished(try Wavefront(setup: setup))
        #expect(drive.failure == nil)
        #expect(!drive.heldAngles.isEmpty)
        #expect(drive.heldAngles.allSatisfy { $0.magnitude < 135 })
        setup.minimumGoodPoints = 3
        let lenient = TorsionDriveRunner(engine: engine).finished(try Wavefront(setup: setup))
        #expect(lenient.heldAngles.isEmpty && !lenient.lost.isEmpty && lenient.failure == nil)
    }
}
