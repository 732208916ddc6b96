import ElectronicStructure
import Foundation
import Testing
import TorsionDrive

@testable import QCPrograms

private let pyscf = LevelOfTheory(program: "pyscf", method: "b3lyp-d3bj", basis: "dzvp")

/// Methanol, its C-O bond driven by its dihedral H-C-O-H [bohr].
private let methanol = TorsionDriveSetup(
    system: ElectronicSystem(atomicNumbers: [6, 8, 1, 1, 1, 1], charge: 0),
    bonds: [[0, 1], [0, 2], [0, 3], [0, 4], [1, 5]], dihedral: [2, 0, 1, 5],
    conformers: [
        [
            [-0.088, 1.253, 0], [-0.088, -1.433, 0], [-2.054, 1.844, 0], [0.826, 2.024, 1.681], [0.826, 2.024, -1.681],
            [1.629, -1.998, 0],
        ]
    ], level: pyscf)

@Suite("Torsion drives by QC programs", .enabled(if: (try? EngineLibrary().served(pyscf)) != nil))
struct DriveTests {
    @Test("methanol at B3LYP-D3BJ/DZVP has a threefold barrier of about 1 kcal/mol")
    func dft() throws {
        var setup = methanol
        (setup.gridSpacing, setup.scanRange) = (60, [60, 180])
        let drive = TorsionDriveRunner(engine: EngineLibrary()).finished(try Wavefront(setup: setup))
        #expect(drive.profile.map(\.angle) == [60, 120, 180] && drive.lost.isEmpty)
        let energies = drive.profile.map { ($0.energy - (drive.profile.last?.energy ?? 0)) * 627.5095 }
        #expect(energies[0].magnitude < 0.02)
        #expect(energies[1] > 0.7 && energies[1] < 1.6)
    }

    @Test("geometries by GFN2-xTB and energies by DFT")
    func twoLevels() throws {
        var setup = methanol
        (setup.gridSpacing, setup.level) = (120, LevelOfTheory())
        setup.refinement = Refinement(level: pyscf)
        let drive = TorsionDriveRunner(engine: EngineLibrary()).finished(try Wavefront(setup: setup))
        #expect(drive.profile.count == 3 && drive.lost.isEmpty)
        #expect(drive.profile.allSatisfy { ($0.energy + 115.74).magnitude < 0.05 })
    }
}
