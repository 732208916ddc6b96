import BespokeSMIRKS
import Foundation
import JSON
import Testing
import Workflow

@testable import Files

@Suite("Workflow files")
struct WorkflowFileTests {
    private static let endings = ["json", "yaml", "yml"].flatMap { format in
        ["", ".gz", ".bz2", ".xz"].map { format + $0 }
    }

    private static func inFolder<T>(_ body: (URL) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "openff-bespoke-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private static func read(_ text: String, as name: String) throws -> BespokeWorkflowFactory {
        try inFolder { folder in
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            return try BespokeWorkflowFactory(file: file.path)
        }
    }

    @Test("workflows survive a round trip through every format, keys in order", arguments: endings)
    func roundTrip(ending: String) throws {
        try Self.inFolder { folder in
            let path = folder.appending(path: "a.workflow." + ending).path
            for name in BespokeWorkflowFactory.names {
                var factory = try #require(BespokeWorkflowFactory(named: name))
                factory.optimizer.maxIterations = 7
                factory.initialForceField = "<SMIRNOFF>\n  é: \"quoted\" 'text'\t#\n</SMIRNOFF>"
                try factory.write(file: path)
                #expect(try BespokeWorkflowFactory(file: path) == factory)
                #expect(try DocumentFile(path: path).read().text() == factory.json.text())
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.workflow." + ending])
            }
        }
    }

    @Test("a fit's schema survives a round trip")
    func schema() throws {
        let stage = OptimizationStageSchema(
            optimizer: ForceBalanceSchema(), parameterHyperparameters: [Hyperparameters(type: .properTorsions)],
            targets: [TargetSchema()])
        let schema = BespokeOptimizationSchema(
            id: "no", initialForceField: "<a/>", stages: [stage], smiles: "[CH4:1]", initialForceFieldHash: "1e5",
            fragmentationEngine: nil, targetTorsionSMIRKS: nil, smirkSettings: BespokeWorkflowFactory().smirkSettings)
        try Self.inFolder { folder in
            for ending in Self.endings {
                let path = folder.appending(path: "schema." + ending).path
                try schema.write(file: path)
                #expect(try BespokeOptimizationSchema(file: path) == schema)
            }
        }
    }

    @Test("YAML tells texts from what only looks like them")
    func scalars() throws {
        let texts = [
            "no", "1", "1.0", "1e-5", "null", "~", "", " a ", "a: b", "- a", "# a", "2020-01-01", "0x1f", "<<", "=",
            "[a",
            "{a", "a\nb", "\ta", "é", "\u{1}", "*a", "&a", "!a", "%a", "@a", "'", "\"", "1:30", ".inf", "on", "?",
            "a #b",
        ]
        let value: JSON = [
            "texts": .array(texts.map(JSON.string)), "numbers": [1, -2, 1.0, 1e-5, 1e300, 0.1], "flags": [true, false],
            "null": .null, "empty": [[], .object(JSONObject())], "1": "a key that looks like a number",
        ]
        let yaml = try YAMLText.text(value, for: "x.yaml")
        #expect(try YAMLText.json(yaml).text() == value.text(), "\(yaml)")
    }

    @Test("hand-written YAML is read: comments, anchors, YAML 1.1's words, numbers without point")
    func handWritten() throws {
        let text = """
            # a quick fit
            optimizer: &options
              type: ForceBalance
              max_iterations: 3
              penalty_type: L2
              job_type: optimize
              step_convergence_threshold: 1e-4
            smirk_settings: {expand_torsion_terms: off, generate_bespoke_terms: yes}
            fragmentation_engine: ~
            """
        let factory = try Self.read(text, as: "quick.yaml")
        #expect(factory.optimizer.maxIterations == 3)
        #expect(factory.smirkSettings.expandTorsionTerms == false)
        #expect(factory.fragmentationEngine == nil)
    }

    @Test(
        "malformed text is refused with its line",
        arguments: [
            ("a.yaml", "optimizer:\n  type: x\n bad: [\n", "line"),
            ("a.yaml", "a: 1\nb: 2\na: 3\n", "a is given twice"),
            ("a.yml", "a: {b: [1, 2}\n", "line 1"), ("a.json", "{\n\"a\": }", "line 2"),
            ("a.yaml", "? [a, b]\n: 1\n", "key"), ("a.json.gz", "{}", "gzip"), ("a.json.xz", "{}", "xz"),
        ])
    func malformed(name: String, text: String, reason: String) throws {
        let error = #expect(throws: FileError.self) { try Self.read(text, as: name) }
        #expect(error?.code == .malformed)
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
        #expect(error?.description.contains(name) == true)
    }

    @Test(
        "an unknown extension is refused with those that are known",
        arguments: ["a.txt", "a", "gz", "a.gz", "json", "a.json.zip"])
    func unknownExtension(name: String) throws {
        let error = #expect(throws: FileError.self) { try DocumentFile(path: "folder.json/" + name) }
        #expect(error?.code == .unknownExtension)
        #expect(error?.description.contains(".yaml or .yml") == true)
    }

    @Test("numbers have YAML 1.1's forms, and what is none stays text")
    func numbers() throws {
        let expected: JSON = [10, 15, 31, -3, 1000, 0.5, 1.0, 1e5, "1:30", ".inf", "0b", 0, 2.5]
        let text = "[10, 017, 0x1f, -3, 1_000, .5, 1., 1e5, 1:30, .inf, 0b, 0, !!float 2.5]"
        #expect(try YAMLText.json(text).text() == expected.text())
        #expect(try YAMLText.json("") == .null)
    }

    @Test("an unknown key is named with its path in YAML too")
    func unknownKey() throws {
        let error = #expect(throws: SchemaError.self) {
            try Self.read("optimizer:\n  type: ForceBalance\n  max_iteration: 3\n", as: "a.yaml")
        }
        #expect(error?.issues.map(\.location) == [["optimizer", "max_iteration"]])
    }

    @Test("aliases that stand for more than memory holds are refused")
    func bomb() {
        let lines = (1...9).map { level in
            "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]"
        }
        let text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + lines.joined(separator: "\n")
        #expect(throws: YAMLText.Malformed.self) { try YAMLText.json(text) }
    }
}
