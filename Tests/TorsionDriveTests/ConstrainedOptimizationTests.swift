import ElectronicStructure
import Testing
import Units

@testable import TorsionDrive

@Suite("Constrained optimisation")
struct ConstrainedOptimizationTests {
    private static func angle(_ x: [SIMD3<Double>], _ d: [Int]) -> Double {
        dihedralAngle(x[d[0]], x[d[1]], x[d[2]], x[d[3]]) / Constants.radianPerDegree
    }

    @Test(
        "charged, strained, hypervalent and linear molecules reach their optimum with the dihedral exact",
        arguments: [
            "malononitrile_ether", "butynyl_ether", "phosphate_anion", "tert_sulfonamide", "allenyl", "aryl_iodide",
        ])
    func hard(name: String) throws {
        let record = try DriveRecord.named(name)
        let result = record.optimization(at: 40).result(engine: XTBEngine())
        #expect(result.failure == nil)
        #expect((Self.angle(result.geometry, record.dihedral) - 40).magnitude < 1e-8)
        #expect(result.gradients < 60)
        let start = try XTBEngine().session(for: record.setup.system, level: LevelOfTheory())
            .energyAndGradient(at: record.positions[0]).energy
        #expect((result.energy ?? 0) < start + 0.02)
    }

    @Test("tight and usual criteria, delocalised and Cartesian coordinates agree on the optimum")
    func agreement() throws {
        var job = try DriveRecord.named("dimethyl_disulfide").optimization(at: 100)
        let usual = try #require(job.result(engine: XTBEngine()).energy)
        job.options.convergenceSet = "GAU_TIGHT"
        job.options.qccnv = false
        let tight = job.result(engine: XTBEngine())
        let reference = try #require(tight.energy)
        #expect(tight.isConverged)
        #expect((usual - reference).magnitude < 5e-6)
        job.options.coordsys = "cart"
        job.options.convergenceSet = "GAU"
        let cartesian = job.result(engine: XTBEngine())
        #expect(cartesian.isConverged)
        #expect(((cartesian.energy ?? 0) - reference).magnitude < 5e-6)
    }

    @Test("a carried Hessian saves gradients at the next angle and leads to the same energy")
    func carried() throws {
        let record = try DriveRecord.named("dimethyl_disulfide")
        let first = record.optimization(at: 90).result(engine: XTBEngine())
        var next = record.optimization(at: 75)
        next.geometry = first.geometry
        let without = next.result(engine: XTBEngine())
        next.hessian = first.hessian
        let with = next.result(engine: XTBEngine())
        #expect(with.gradients < without.gradients)
        #expect(((with.energy ?? 0) - (without.energy ?? 1)).magnitude < 5e-6)
    }

    @Test("a result depends on its input alone")
    func repeats() throws {
        let job = try DriveRecord.named("malononitrile_ether").optimization(at: -120)
        let first = job.result(engine: XTBEngine())
        #expect(job.result(engine: XTBEngine()) == first)
    }

    @Test("what cannot be driven is refused before any electron moves")
    func refusals() throws {
        let ring = try DriveRecord.named("nitrobenzene")
        func message(_ change: (inout ConstrainedOptimization) -> Void) -> String {
            var job = ring.optimization(at: 0)
            change(&job)
            let result = job.result(engine: XTBEngine())
            #expect(result.gradients == 0)
            #expect(result.failure?.cause == .input)
            #expect(result.failure?.recovery == .never)
            return result.failure?.message ?? ""
        }
        #expect(message { $0.dihedral = [3, 4, 5, 6] }.contains("ring"))
        #expect(message { $0.dihedral = [0, 1, 5, 6] }.contains("not bonded"))
        #expect(message { $0.dihedral = [0, 1, 3, 99] }.contains("four different atoms"))
        #expect(message { $0.geometry[2] = $0.geometry[0] }.contains("coincide"))
        #expect(message { $0.geometry[2].x = .infinity }.contains("finite"))
        #expect(message { $0.options.maxiter = 0 }.contains("maxiter"))
        #expect(message { $0.options.trust = 0.5 }.contains("trust"))
        #expect(message { $0.options.convergenceSet = "LOOSE" }.contains("GAU_TIGHT"))
        #expect(message { $0.options.converge = ["energy", "x"] }.contains("energy"))
        #expect(message { $0.targetAngle = .nan }.contains("finite"))
    }

    @Test("a dihedral over a linear angle is refused")
    func linear() throws {
        let record = try DriveRecord.named("malononitrile_ether")
        var job = record.optimization(at: 0)
        let graph = BondGraph(atoms: record.atomicNumbers.count, bonds: record.bonds)
        let carbon = try #require(
            record.atomicNumbers.indices.first { record.atomicNumbers[$0] == 6 && graph.neighbours[$0].count == 2 })
        let nitrogen = try #require(graph.neighbours[carbon].first { record.atomicNumbers[$0] == 7 })
        let next = try #require(graph.neighbours[carbon].first { $0 != nitrogen })
        let far = try #require(graph.neighbours[next].first { record.atomicNumbers[$0] == 8 })
        job.dihedral = [nitrogen, carbon, next, far]
        #expect(job.result(engine: XTBEngine()).failure?.message.contains("line") == true)
    }

    @Test("running out of steps is a failure, or not, as asked")
    func stepLimit() throws {
        var job = try DriveRecord.named("dimethyl_disulfide").optimization(at: 0)
        job.options.maxiter = 1
        #expect(job.result(engine: XTBEngine()).failure?.cause == .notConverged)
        job.options.converge = ["maxiter"]
        #expect(job.result(engine: XTBEngine()).isConverged)
    }

    @Test("a proton that moves over is reported as changed bonding")
    func protonTransfer() throws {
        let result = try DriveRecord.named("glycine_zw").optimization(at: 15).result(engine: XTBEngine())
        #expect(result.failure?.cause == .bondingChanged)
        #expect(result.failure?.message.contains("a bond broke between N") == true)
    }

    @Test("rebuilding the coordinates along the way does not change the answer")
    func rebuilding() throws {
        var job = try DriveRecord.named("butynyl_ether").optimization(at: 60)
        let usual = try #require(job.result(engine: XTBEngine()).energy)
        job.options.check = 2
        let rebuilt = job.result(engine: XTBEngine())
        #expect(rebuilt.isConverged)
        #expect(((rebuilt.energy ?? 0) - usual).magnitude < 1e-5)
    }
}
