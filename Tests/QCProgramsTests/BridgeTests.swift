import ElectronicStructure
import Foundation
import JSON
import Testing

@testable import QCPrograms

@Suite("QC programs in processes of their own")
struct BridgeTests {
    private let level = LevelOfTheory(program: "counter", method: "any")

    private func session(_ library: EngineLibrary) throws -> any QCSession {
        let served = try library.served(level)
        return try served.engine.session(for: ScriptedProgram.water, level: served.level)
    }

    @Test("a command of the user's answers, whatever else it prints")
    func noise() throws {
        let (library, file) = try ScriptedProgram.library()
        defer { try? FileManager.default.removeItem(at: file) }
        let session = try session(library)
        #expect(try session.energyAndGradient(at: ScriptedProgram.geometry).energy == 1)
        #expect(try session.energyAndGradient(at: ScriptedProgram.geometry).energy == 1)
    }

    @Test("what an answer gave to start from goes to the next one of the same optimisation only")
    func guesses() throws {
        let (library, file) = try ScriptedProgram.library(count: "0")
        defer { try? FileManager.default.removeItem(at: file) }
        for _ in 0..<2 {
            let session = try session(library)
            let energies = try (0..<3).map { _ in try session.energyAndGradient(at: ScriptedProgram.geometry).energy }
            #expect(energies == [0, -1, -2])
        }
    }

    @Test("a program that breaks down in the middle is started again and goes on from the same guess")
    func crash() throws {
        let (library, file) = try ScriptedProgram.library(breaksWhen: "count == 3", count: "0")
        defer { try? FileManager.default.removeItem(at: file) }
        let session = try session(library)
        let energies = try (0..<5).map { _ in try session.energyAndGradient(at: ScriptedProgram.geometry).energy }
        #expect(energies == [0, -1, -2, -3, -4])
    }

    @Test("a program that breaks down on every input fails at random, and says so")
    func repeatedCrash() throws {
        let (library, file) = try ScriptedProgram.library(breaksWhen: "True")
        defer { try? FileManager.default.removeItem(at: file) }
        let session = try session(library)
        let error = try #require(throws: ElectronicStructureError.self) {
            try session.energyAndGradient(at: ScriptedProgram.geometry)
        }
        #expect(error.kind == .random && error.recovery == .retry)
        #expect(error.message.contains("counter ended twice"))
    }

    @Test("a program that does not answer in time is killed")
    func late() throws {
        var environment = ProcessInfo.processInfo.environment
        environment["OPENFF_BESPOKE_QC_COMMAND_COUNTER"] = "sleep 100"
        let library = EngineLibrary(environment: environment, timeLimit: .milliseconds(300))
        let session = try session(library)
        let error = try #require(throws: ElectronicStructureError.self) {
            try session.energyAndGradient(at: ScriptedProgram.geometry)
        }
        #expect(error.kind == .resource)
    }

    @Test("an answer that is no JSON, or lacks numbers, is a failure and not waited over")
    func badAnswers() throws {
        for answer in [#"{"success": true, "return_result": NaN}"#, #"{"success": true}"#] {
            var environment = ProcessInfo.processInfo.environment
            environment["OPENFF_BESPOKE_QC_COMMAND_COUNTER"] =
                "sh -c 'while read line; do echo \"$0\"; done' '\(answer)'"
            let session = try session(EngineLibrary(environment: environment, timeLimit: .seconds(20)))
            let error = try #require(throws: ElectronicStructureError.self) {
                try session.energyAndGradient(at: ScriptedProgram.geometry)
            }
            #expect(error.kind == .random && error.message.contains("without a"))
        }
    }

    @Test("the processes of a library end with it, and their folders go")
    func ends() throws {
        let parent = FileManager.default.temporaryDirectory.path + "/bridge-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let pool = BridgePool(
            program: "sleeper", command: .shell("sh -c 'sleep 1000 & echo $! >pid; wait'"), threads: 1,
            workingFolder: parent)
        let process = try pool.started().process
        let folder = process.folder
        var grandchild: pid_t = 0
        while grandchild == 0 {
            let text = (try? String(contentsOfFile: folder + "/pid", encoding: .utf8)) ?? ""
            grandchild = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        }
        #expect(kill(grandchild, 0) == 0)
        process.end()
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(kill(process.identifier, 0) != 0)
        while let state = try? String(contentsOfFile: "/proc/\(grandchild)/stat", encoding: .utf8),
            !state.contains(") Z")
        { usleep(1000) }
    }

    @Test("a line carries the coordinates with all digits, the keywords, and the electrons")
    func request() throws {
        let request = BridgeRequest(
            identifier: "7", system: ElectronicSystem(atomicNumbers: [8, 1], charge: -1, multiplicity: 1),
            level: LevelOfTheory(program: "p", method: "m", basis: "b", keywords: ["maxiter": .integer(7)]),
            geometry: [[0, 0, 1.0 / 3], [0, 0, 2]], origin: [[0, 0, 0], [0, 0, 2]], guess: "g")
        let json = try JSON.parse(request.line)
        #expect(json["molecule"]?["geometry"]?[2]?.number == 1.0 / 3)
        #expect(json["molecule"]?["molecular_charge"]?.number == -1)
        #expect(json["keywords"]?["maxiter"]?.integer == 7)
        #expect(json["model"]?["basis"]?.string == "b")
        #expect(json["extras"]?["openff_bespoke"]?["guess"]?.string == "g")
        #expect(!request.line.contains("\n"))
    }
}
