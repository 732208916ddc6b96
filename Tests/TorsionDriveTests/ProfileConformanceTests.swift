import ElectronicStructure
import Foundation
import JSON
import Testing
import Units

@testable import TorsionDrive

@Suite("Torsion profiles against established software")
struct ProfileConformanceTests {
    @Test(
        "no point lies more than 0.01 kcal/mol above the reference, for fewer gradients",
        arguments: ["1_chloro_2_fluoroethane", "butadiene", "dimethyl_disulfide", "ethyl_acetate"])
    func profiles(name: String) throws {
        let record = try DriveRecord.named(name)
        let drive = TorsionDriveRunner(engine: XTBEngine()).finished(try Wavefront(setup: record.setup))
        let reference = try #require(record.energies)
        #expect(drive.profile.count == 24 && drive.lost.isEmpty)
        for point in drive.profile {
            let known = try #require(reference[String(point.angle)])
            let above = (point.energy - known) * Constants.kilocaloriePerMolePerHartree
            #expect(above < 0.01, "at \(point.angle)°")
        }
        #expect(drive.gradients < (record.gradients ?? 0) / 2)
    }

    @Test("a drive read from QCSchema gives a QCSchema result")
    func schema() throws {
        let record = try DriveRecord.named("1_chloro_2_fluoroethane")
        let system = record.setup.system
        let molecules = record.positions.map {
            SchemaMolecule(
                system: system, geometry: $0, name: "C2H4ClF",
                connectivity: record.bonds.map { SchemaBond($0[0], $0[1], order: 1) })
        }
        let input = TorsionDriveInput(
            keywords: TorsionDriveKeywords(
                dihedrals: [record.dihedral], gridSpacing: [60], dihedralRanges: [[0, 180]]),
            inputSpecification: InputSpecification(method: "gfn2xtb", basis: nil, keywords: ["verbosity": "muted"]),
            initialMolecules: molecules,
            optimizationSpecification: OptimizationSpecification(
                keywords: ["maxiter": 200, "convergence_set": "GAU", "program": "xtb", "qccnv": true]))
        let setup = try TorsionDriveSetup(input: input)
        #expect(setup.options.maxiter == 200)
        let drive = TorsionDriveRunner(engine: XTBEngine()).finished(try Wavefront(setup: setup))
        let result = drive.schemaResult(input: input)
        #expect(result.finalEnergies.keys.sorted() == [0, 60, 120, 180])
        let energy = try #require(result.finalEnergies[180])
        #expect((energy - -15.597480582) * Constants.kilocaloriePerMolePerHartree < 0.01)
        #expect(result.finalMolecules[60]?.positions.count == 8)
    }

    @Test("options keep geomeTRIC's names")
    func options() throws {
        let json: JSON = ["coordsys": "cart", "convergence_set": "GAU_TIGHT", "qccnv": false, "program": "xtb"]
        let options = try json.decoded(as: OptimizerOptions.self)
        #expect(options.coordsys == "cart" && options.convergenceSet == "GAU_TIGHT" && !options.qccnv)
        #expect(options.trust == 0.1 && options.tmax == 0.3 && options.maxiter == 300)
    }
}
