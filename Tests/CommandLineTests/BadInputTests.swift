import Foundation
import SMIRNOFF
import Testing

@Suite("Bad input to executor run")
struct BadInputTests {
    private static let level = ["--workflow", "default", "--default-qc-spec", "xtb", "gfn2xtb", "none"]

    @Test(
        "is refused in one line with exit status 2 and leaves no file behind",
        arguments: [
            (["--smiles", "C1CC"], "C1CC"),
            (["--smiles", "C(F)(Cl)(Br)CC"], "--enumerate-stereo"),
            (["--smiles", "C(F)(Cl)(Br)CC", "--enumerate-stereo"], "at once; choose one of CC"),
            (["--smiles", "CCCC", "--use-molecule-charges"], "atom.dprop.PartialCharge"),
            (["--smiles", "CC.O"], "complexes are not supported"),
            (["--smiles", "CC[Pt]CC"], "Pt"),
            (["--file", "absent.sdf"], "absent.sdf"),
            (["--file", "empty.sdf"], "empty.sdf"),
            (["--file", "broken.sdf"], "broken.sdf"),
            (["--smiles", "CCCC", "--force-field", "openff-9.9.9.offxml"], "openff-9.9.9.offxml"),
            (["--smiles", "CCCC", "--target-torsion", "[C:1]-[C:2]-[C:3]"], "3 tagged atoms, but should have 2"),
            (["--smiles", ""], "empty"),
            ([], "no molecule"),
        ])
    func refused(arguments: [String], reason: String) throws {
        let program = try Program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        try program.write("", to: "empty.sdf")
        try program.write("not a molecule\n\n\n  1  0\n$$$$\n", to: "broken.sdf")
        let run = try program.run(
            ["executor", "run"] + arguments + Self.level + ["--output-force-field", "out.offxml"])
        #expect(run.status == 2)
        let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("[ERROR]") }
        #expect(lines.count == 1)
        #expect(lines.first?.contains(reason) == true, "\(run.output)")
        #expect(try program.files() == ["broken.sdf", "empty.sdf"])
    }

    @Test(
        "in the choice of workflow is refused with exit status 2",
        arguments: [
            (["--workflow", "nonsense"], "The specified workflow could not be found: nonsense"),
            (["--workflow-file", "absent.json"], "The specified workflow could not be found: absent.json"),
            (
                ["--workflow", "default", "--workflow-file", "x"],
                "The `--workflow` and `--workflow-file` arguments are mutually exclusive"
            ),
            (
                ["--workflow", "default", "--default-qc-spec", "xtb", "b3lyp", "none"],
                "The QCSpecification is not valid"
            ),
            (["--workflow", "default", "--default-qc-spec", "xtb", "gfn2xtb"], "requires 3 arguments"),
            (["--workflow", "default", "--default-qc-spec", "nosuchprogram", "m", "none"], "nosuchprogram"),
        ])
    func workflow(arguments: [String], reason: String) throws {
        let program = try Program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        let run = try program.run(["executor", "run", "--smiles", "CCCC"] + arguments)
        #expect(run.status == 2)
        #expect((run.output + run.errorOutput).contains(reason), "\(run.output)\(run.errorOutput)")
        #expect(try program.files().isEmpty)
    }

    @Test("without AmberTools is refused before anything is computed, with how to install it")
    func noAmberTools() throws {
        let program = try Program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        try program.write(
            try ForceFieldLibrary.standard.text(for: "openff_unconstrained-2.2.0.offxml"), to: "initial.offxml")
        var environment = ProcessInfo.processInfo.environment
        environment["XDG_DATA_HOME"] = program.folder.path
        environment["PATH"] = program.folder.path
        environment["AMBERHOME"] = ""
        let run = try program.run(
            ["executor", "run", "--smiles", "CCCC", "--force-field", "initial.offxml"] + Self.level,
            environment: environment)
        #expect(run.status == 2)
        #expect(run.output.contains("antechamber and sqm, which were not found"), "\(run.output)")
        #expect(run.output.contains("make setup"))
    }
}
