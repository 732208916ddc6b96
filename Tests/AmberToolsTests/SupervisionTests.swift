import Chemistry
import Foundation
import Testing

@testable import AmberTools

@Suite("Supervision of AmberTools")
struct SupervisionTests {
    @Test("a program that takes too long is ended with what it started, and leaves nothing behind")
    func timeLimit() async throws {
        let programs = try SlowPrograms()
        defer { programs.remove() }
        let tools = try programs.tools(timeLimit: .seconds(4))
        let error = await #expect(throws: AmberToolsError.self) {
            try await tools.am1bccCharges(of: Molecule(smiles: "C"))
        }
        #expect(error?.code == .tooSlow)
        #expect(error?.description.contains("antechamber was ended for C") == true)
        #expect(try await programs.childHasEnded())
        #expect(try !programs.workFolderExists())
    }

    @Test("a cancelled calculation ends its programs at once")
    func cancellation() async throws {
        let programs = try SlowPrograms()
        defer { programs.remove() }
        let tools = try programs.tools()
        let calculation = Task { try await tools.am1bccCharges(of: Molecule(smiles: "C")) }
        try await programs.waitForChild()
        calculation.cancel()
        await #expect(throws: CancellationError.self) { try await calculation.value }
        #expect(try await programs.childHasEnded())
        #expect(try !programs.workFolderExists())
    }

    @Test("the output of a failing program is quoted")
    func failure() async throws {
        let programs = try SlowPrograms(script: "echo odd number of electrons; exit 1")
        defer { programs.remove() }
        let tools = try programs.tools()
        let error = await #expect(throws: AmberToolsError.self) {
            try await tools.am1bccCharges(of: Molecule(smiles: "C"))
        }
        #expect(error?.code == .failed)
        #expect(error?.description == "antechamber failed for C: odd number of electrons")
    }

    @Test("sqm is told which routine to use, so that its clock does not choose one and with it the charges")
    func oneRoutine() async throws {
        let programs = try SlowPrograms(script: #"echo "$@"; exit 1"#)
        defer { programs.remove() }
        let (tools, methane) = (try programs.tools(), try Molecule(smiles: "C"))
        let charges = await #expect(throws: AmberToolsError.self) { try await tools.am1bccCharges(of: methane) }
        #expect(charges?.description.contains("-ek qm_theory='AM1', grms_tol=0.0005") == true)
        #expect(charges?.description.contains("diag_routine=6,") == true)
        let positions = try methane.generatedConformers(maximum: 1, rmsThreshold: 1)[0]
        let orders = await #expect(throws: AmberToolsError.self) {
            try await tools.am1WibergBondOrders(of: methane, at: positions)
        }
        #expect(orders?.description.contains("diag_routine=6, printbondorders=1,") == true)
    }

    @Test("a program that cannot be started is a failure that says so")
    func unusable() async throws {
        let programs = try SlowPrograms(interpreter: "/no/such/shell")
        defer { programs.remove() }
        let tools = try programs.tools()
        let error = await #expect(throws: AmberToolsError.self) {
            try await tools.am1bccCharges(of: Molecule(smiles: "C"))
        }
        #expect(error?.description.hasPrefix("antechamber failed for C: ") == true)
    }
}

/// Programs that stand in for AmberTools' and never end, like a calculation that does not converge.
private struct SlowPrograms {
    private let folder: URL

    /// Starts a grandchild that outlives a plain `kill` of the program, and notes its id and folder.
    private static let endless = """
        here=$(dirname "$0"); pwd > "$here/folder"
        sh -c 'echo $$ > "$0/child.new"; mv "$0/child.new" "$0/child"; exec sleep 600' "$here" &
        wait
        """

    init(script: String = endless, interpreter: String = "/bin/sh") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "openff-bespoke-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for program in ["antechamber", "sqm"] {
            let file = folder.appending(path: program)
            try Data("#!\(interpreter)\n\(script)\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func tools(timeLimit: Duration = AmberTools.defaultTimeLimit) throws -> AmberTools {
        try AmberTools(environment: ["XDG_DATA_HOME": folder.path, "PATH": folder.path], timeLimit: timeLimit)
    }

    func waitForChild() async throws {
        while !FileManager.default.fileExists(atPath: folder.appending(path: "child").path) {
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Whether the grandchild is gone, or dead and only not yet collected, within five seconds: a busy kernel takes a
    /// moment to carry out a kill.
    func childHasEnded() async throws -> Bool {
        let id = try text("child")
        for _ in 0..<500 {
            guard let state = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return true }
            if state.split(separator: ")").last?.split(separator: " ").first == "Z" { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    func workFolderExists() throws -> Bool { FileManager.default.fileExists(atPath: try text("folder")) }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
