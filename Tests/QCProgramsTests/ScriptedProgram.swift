import ElectronicStructure
import Foundation

@testable import QCPrograms

/// A molecule and small programs for the tests of the bridge.
enum ScriptedProgram {
    /// Water, with a bond slightly too long [bohr].
    static let water = ElectronicSystem(atomicNumbers: [8, 1, 1], charge: 0)
    static let geometry: [SIMD3<Double>] = [[0, 0, 0], [1.85, 0, 0], [-0.45, 1.75, 0]]

    /// A program whose energy is the number of its answers in this process, minus its length of `guess`.
    static let counter = #"""
        import json, os, sys
        count = 0
        for line in sys.stdin:
            question = json.loads(line)
            count += 1
            guess = question["extras"]["openff_bespoke"].get("guess", "")
            if BREAKS: os._exit(9)
            print("a line that is no answer")
            print("{ neither is this }", flush=True)
            os.system("echo nor this")
            print(json.dumps({"id": question["id"], "success": True, "properties": {"return_energy": COUNT - len(guess)},
                "return_result": [0.0] * 9, "extras": {"openff_bespoke": {"guess": guess + "x"}}}), flush=True)
        """#

    /// A library whose program `counter` is a script.
    static func library(breaksWhen condition: String = "False", count: String = "count") throws -> (EngineLibrary, URL)
    {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("program-\(UUID().uuidString).py")
        let text = counter.replacingOccurrences(of: "BREAKS", with: condition).replacingOccurrences(
            of: "COUNT", with: count)
        try text.write(to: file, atomically: true, encoding: .utf8)
        var environment = ProcessInfo.processInfo.environment
        environment["OPENFF_BESPOKE_QC_COMMAND_COUNTER"] = "/usr/bin/python3 " + file.path
        return (EngineLibrary(environment: environment), file)
    }
}
