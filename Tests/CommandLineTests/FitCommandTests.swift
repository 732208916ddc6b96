import Foundation
import Testing

@Suite("Commands around a fit")
struct FitCommandTests {
    private static func forceField(_ k: Double, smirks: String = "[#1:1]-[#8:2]-[#8:3]-[#1:4]") -> String {
        """
        <SMIRNOFF version="0.3" aromaticity_model="OEAroModel_MDL">
        <Bonds version="0.4" potential="harmonic">
        <Bond smirks="[*:1]~[*:2]" id="b1" length="1.45 * angstrom" k="600 * kilocalorie / angstrom ** 2 / mole"/>
        </Bonds>
        <ProperTorsions version="0.4" potential="k*(1+cos(periodicity*theta-phase))" default_idivf="auto">
        <Proper smirks="\(smirks)" id="t9" periodicity1="1" phase1="0 * degree" k1="\(k) * kilocalorie / mole" idivf1="1"/>
        </ProperTorsions>
        </SMIRNOFF>
        """
    }

    private func program() throws -> Program {
        let program = try Program()
        try program.write(Self.forceField(1), to: "a.offxml")
        try program.write(Self.forceField(2.5), to: "b.offxml")
        try program.write(Self.forceField(3, smirks: "[#6:1]-[#8:2]-[#8:3]-[#1:4]"), to: "c.offxml")
        return program
    }

    @Test("combine appends new torsions and warns of a conflict with ids and values")
    func combine() throws {
        let program = try program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        let run = try program.run(
            ["combine", "--output", "all.offxml", "--ff", "a.offxml", "--ff", "b.offxml", "--ff", "c.offxml"])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("The combined force field has been saved to all.offxml"))
        let warning = run.output.split(separator: "\n").first { $0.hasPrefix("[WARNING]") }
        for part in ["'t9'", "b.offxml", "k1", "2.5"] { #expect(warning?.contains(part) == true, "\(part)") }
        let text = try String(contentsOf: program.folder.appending(path: "all.offxml"), encoding: .utf8)
        #expect(text.components(separatedBy: "<Proper ").count == 3)
        #expect(text.contains("1.0 * kilocalorie") && !text.contains("2.5 * kilocalorie"))
    }

    @Test(
        "combine refuses what is not there with exit status 2",
        arguments: [
            ([], "At least one of the `--ff` or `--id` should be specified"),
            (["--ff", "absent.offxml"], "absent.offxml"),
        ])
    func combineRefused(arguments: [String], reason: String) throws {
        let program = try program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        let run = try program.run(["combine", "--output", "all.offxml"] + arguments)
        #expect(run.status == 2)
        #expect(run.output.contains(reason))
        #expect(try !program.files().contains("all.offxml"))
        #expect(try program.run(["combine", "--ff", "a.offxml"]).status == 2)
    }

    @Test("prepare and fit refuse a stage or force field that is not one, with their exit status")
    func stageRefused() throws {
        let program = try program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        try program.write(#"{"optimizer": {"type": "ForceBalance"}}"#, to: "broken.json")
        let stage =
            #"{"optimizer": {"type": "ForceBalance"}, "parameters": [], "parameter_hyperparameters": [], "targets": [{"type": "TorsionProfile"}]}"#
        try program.write(stage, to: "stage.json")
        let invalid = try program.run(["prepare", "-i", "broken.json", "-ff", "a.offxml"])
        #expect(invalid.status == 1)
        #expect(invalid.errorOutput.contains("Error: the input path did not point to a valid optimization schema"))
        let absent = try program.run(["prepare", "-i", "stage.json", "-ff", "absent.offxml"])
        #expect(absent.status == 1)
        #expect(absent.errorOutput.contains("Error: error loading initial parameters"))
        let empty = try program.run(["prepare", "-i", "stage.json", "-ff", "a.offxml"])
        #expect(empty.status == 1)
        #expect(empty.errorOutput.contains("no reference data"))
        #expect(try !program.files().contains("optimization-inputs"))
        let fit = try program.run(["fit", "-i", "stage.json", "-ff", "a.offxml"])
        #expect(fit.status == 2)
        #expect(fit.output.contains("no local reference data"))
    }
}
