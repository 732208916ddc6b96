import ElectronicStructure
import Foundation
import JSON
import Testing

@testable import QCPrograms

/// Whether some Python here has a program.
private func isServed(_ level: LevelOfTheory) -> Bool { (try? EngineLibrary().served(level)) != nil }

private let pyscf = LevelOfTheory(program: "pyscf", method: "b3lyp-d3bj", basis: "dzvp")
private let psi4 = LevelOfTheory(program: "psi4", method: "b3lyp-d3bj", basis: "dzvp")

@Suite("Library of QC programs")
struct EngineLibraryTests {
    @Test("GFN2 is computed by libxtb in this process")
    func inProcess() throws {
        let served = try EngineLibrary().served(LevelOfTheory(), for: ScriptedProgram.water)
        #expect(served.engine.capabilities.isInProcess && served.notes.isEmpty)
    }

    @Test("a program that is not there is a resource error that says what to do")
    func missing() throws {
        let library = EngineLibrary(environment: ["PATH": "/nonexistent", "XDG_DATA_HOME": "/nonexistent"])
        for program in ["psi4", "pyscf", "nosuchprogram"] {
            let error = try #require(throws: ElectronicStructureError.self) {
                try library.served(LevelOfTheory(program: program, method: "b3lyp-d3bj", basis: "dzvp"))
            }
            #expect(error.kind == .resource && error.message.contains("OPENFF_BESPOKE_PYTHON"))
        }
    }

    @Test("of several levels the first one that can be computed is taken, and it is said why")
    func alternatives() throws {
        let library = EngineLibrary(environment: ["PATH": "/nonexistent", "XDG_DATA_HOME": "/nonexistent"])
        let missing = LevelOfTheory(program: "nosuchprogram", method: "m")
        let served = try library.served(firstOf: [missing, LevelOfTheory()], for: ScriptedProgram.water)
        #expect(served.level == LevelOfTheory())
        #expect(served.notes.first?.contains("nosuchprogram") == true)
        let heavy = ElectronicSystem(atomicNumbers: [92, 1, 1], charge: 0)
        #expect(throws: ElectronicStructureError.self) {
            try library.served(firstOf: [missing, LevelOfTheory()], for: heavy)
        }
    }

    @Test("wrong parity of charge and multiplicity is refused before anything is computed")
    func parity() throws {
        let radical = ElectronicSystem(atomicNumbers: [8, 1, 1], charge: 1, multiplicity: 1)
        let error = try #require(throws: ElectronicStructureError.self) {
            try EngineLibrary().served(LevelOfTheory(), for: radical)
        }
        #expect(error.kind == .input && error.message.contains("multiplicity"))
    }

    @Test("GFN-FF answers from a process of its own and remembers the topology of the first geometry")
    func forceField() throws {
        let served = try EngineLibrary().served(LevelOfTheory(method: "gfnff"), for: ScriptedProgram.water)
        let session = try served.engine.session(for: ScriptedProgram.water, level: served.level)
        let first = try session.energyAndGradient(at: ScriptedProgram.geometry)
        var moved = ScriptedProgram.geometry
        let step = 1e-3
        moved[1].x += step
        let up = try session.energyAndGradient(at: moved).energy
        moved[1].x -= 2 * step
        let down = try session.energyAndGradient(at: moved).energy
        #expect(((up - down) / (2 * step) - first.gradient[1].x).magnitude < 1e-5)
    }

    @Test("where Psi4 is missing PySCF serves B3LYP-D3BJ/DZVP, and says so", .enabled(if: isServed(pyscf)))
    func substitution() throws {
        let library = EngineLibrary()
        let served = try library.served(psi4, for: ScriptedProgram.water)
        guard served.level.program == "pyscf" else { return }
        #expect(served.notes.first?.contains("PySCF") == true)
        #expect(served.provenance["creator"]?.string == "PySCF")
        #expect(served.provenance["routines"]?["dftd3"] != nil)
    }

    @Test("PySCF's gradient is the derivative of its energy, in each process the same", .enabled(if: isServed(pyscf)))
    func density() throws {
        func run() throws -> [EnergyGradient] {
            let library = EngineLibrary()
            let session = try library.served(pyscf).engine.session(for: ScriptedProgram.water, level: pyscf)
            var results = [try session.energyAndGradient(at: ScriptedProgram.geometry)]
            for step in [1e-3, -1e-3] {
                var moved = ScriptedProgram.geometry
                moved[1].x += step
                results.append(try session.energyAndGradient(at: moved))
            }
            return results
        }
        let first = try run()
        let slope = (first[1].energy - first[2].energy) / 2e-3
        #expect((slope - first[0].gradient[1].x).magnitude < 5e-5)
        #expect(try run() == first)
    }

    @Test("what PySCF cannot treat is refused before it computes", .enabled(if: isServed(pyscf)))
    func refusals() throws {
        let engine = try EngineLibrary().served(pyscf).engine
        let wrong = [
            LevelOfTheory(program: "pyscf", method: "nosuchfunctional", basis: "dzvp"),
            LevelOfTheory(program: "pyscf", method: "b3lyp", basis: "nosuchbasis"),
            LevelOfTheory(program: "pyscf", method: "b3lyp", basis: "dzvp", keywords: ["nosuch": .integer(1)]),
            LevelOfTheory(program: "pyscf", method: "b3lyp"),
        ]
        for level in wrong {
            let error = try #require(throws: ElectronicStructureError.self) {
                try engine.session(for: ScriptedProgram.water, level: level)
            }
            #expect(error.kind == .input, "\(level): \(error)")
        }
    }
}
