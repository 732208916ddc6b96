import Foundation
import SMIRNOFF
import Testing

@Suite("An interrupted run")
struct InterruptionTests {
    /// Stands in for a calculation that does not converge; notes its own id and that of the program it has started.
    private static let endless = """
        #!/bin/sh
        here=$(dirname "$0")
        sleep 600 &
        echo $$ $! > "$here/ids.new"
        mv "$here/ids.new" "$here/ids"
        wait
        """

    @Test("ends the programs that it has started", arguments: [SIGINT, SIGTERM])
    func interrupted(signal: Int32) async throws {
        let program = try Program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        let forceField = try ForceFieldLibrary.standard.forceField("openff_unconstrained-2.2.0.offxml")
        try program.write(forceField.offxml(), to: "initial.offxml")
        for name in ["antechamber", "sqm"] {
            try program.write(Self.endless, to: name)
            let file = program.folder.appending(path: name)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        var environment = ProcessInfo.processInfo.environment
        environment["XDG_DATA_HOME"] = program.folder.path
        environment["PATH"] = program.folder.path + ":" + (environment["PATH"] ?? "")
        environment["AMBERHOME"] = nil
        let arguments = ["executor", "run", "--smiles", "CCCC", "--workflow", "default", "--force-field"]
        let process = try program.start(
            arguments + ["initial.offxml", "--default-qc-spec", "xtb", "gfn2xtb", "none"], environment: environment)
        let ids = program.folder.appending(path: "ids")
        while process.isRunning, !FileManager.default.fileExists(atPath: ids.path) {
            try await Task.sleep(for: .milliseconds(10))
        }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationStatus == 2)
        #expect(process.terminationReason == .exit)
        let text = try String(contentsOf: ids, encoding: .utf8)
        let started = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(started.count == 2)
        for id in started { #expect(try await hasEnded(id), "\(id)") }
        let output = try String(contentsOf: program.folder.appending(path: "stdout"), encoding: .utf8)
        #expect(output.contains("[ERROR] the run was interrupted"))
        #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "output.json").path))
    }

    /// Whether a process is gone or not yet collected, within five seconds.
    private func hasEnded(_ id: Int) async throws -> Bool {
        for _ in 0..<500 {
            guard let state = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return true }
            if state.split(separator: ")").last?.split(separator: " ").first == "Z" { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
