import Chemistry
import Foundation
import SMIRNOFF
import Testing

@Suite("A whole run, from SMILES to force field")
struct WholeRunTests {
    private static let level = ["--workflow", "default", "--default-qc-spec", "xtb", "gfn2xtb", "none"]

    @Test("of ethane gives a valid force field whose last torsion is the one assigned to its bond, twice the same")
    func ethane() throws {
        let program = try Program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        let arguments = ["executor", "run", "--smiles", "CC", "--target-torsion", "[C:1]-[C:2]"] + Self.level
        var texts: [String] = []
        for name in ["first.offxml", "second.offxml"] {
            let run = try program.run(arguments + ["--output-force-field", name])
            #expect(run.status == 0, "\(run.output)\(run.errorOutput)")
            texts.append(try String(contentsOf: program.folder.appending(path: name), encoding: .utf8))
        }
        #expect(texts[0] == texts[1])
        try expectBespokeTorsions(in: texts[0], of: "CC", about: [0, 1], count: 9)
    }

    @Test("of a molecule without rotatable bond fails and says what was sought, in a folder of one letter too")
    func noRotatableBond() throws {
        let program = try Program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        let run = try program.run(
            ["executor", "run", "--smiles", "CC", "--directory", "d", "--output-force-field", "out.offxml"]
                + Self.level)
        #expect(run.status != 0)
        #expect(run.output.contains("no bond of the molecule matches"), "\(run.output)\(run.errorOutput)")
        #expect(try program.files().contains("d") && !program.files().contains("out.offxml"))
    }

    @Test("of ethanol with NAGL charges and Pfizer fragments describes its torsion better than before")
    func ethanol() throws {
        let program = try Program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        try program.write(#"{"fragmentation_engine": {"scheme": "Pfizer"}}"#, to: "workflow.json")
        let run = try program.run(
            [
                "executor", "run", "--smiles", "OCC", "--target-torsion", "[C:1]-[C:2]", "--workflow-file",
                "workflow.json", "--default-qc-spec", "xtb", "gfn2xtb", "none", "--force-field",
                "openff_unconstrained-2.3.0.offxml", "--output-force-field", "refit.offxml",
            ])
        #expect(run.status == 0, "\(run.output)\(run.errorOutput)")
        let text = try String(contentsOf: program.folder.appending(path: "refit.offxml"), encoding: .utf8)
        try expectBespokeTorsions(in: text, of: "OCC", about: [1, 2], count: 9)
        let objective = try #require(run.output.firstMatch(of: /objective ([\d.]+) before, ([\d.]+) after/))
        #expect(try #require(Double(objective.2)) < #require(Double(objective.1)))
        #expect(run.output.contains("[✓] fragmentation successful"))
        #expect(run.output.contains("[✓] qc-generation successful"))
        #expect(run.output.contains("[✓] optimization successful"))
        #expect(run.output.contains("outputs have been saved to output.json"))
    }

    @Test("of methanol makes the minimum and the frequencies to which its bonds and angles are fitted")
    func methanol() throws {
        let program = try Program()
        defer { try? FileManager.default.removeItem(at: program.folder) }
        try program.write(
            """
            {"fragmentation_engine": {"scheme": "Pfizer"}, "target_templates": [{"type": "OptGeo"}, {"type": "Vibration"}],
             "parameter_hyperparameters": [{"type": "Bonds"}, {"type": "Angles"}]}
            """, to: "workflow.json")
        let run = try program.run(
            [
                "executor", "run", "--smiles", "CO", "--workflow-file", "workflow.json", "--default-qc-spec", "xtb",
                "gfn2xtb", "none", "--force-field", "openff_unconstrained-2.3.0.offxml", "--output-force-field",
                "refit.offxml",
            ])
        #expect(run.status == 0, "\(run.output)\(run.errorOutput)")
        let objective = try #require(run.output.firstMatch(of: /objective ([\d.]+) before, ([\d.]+) after/))
        #expect(try #require(Double(objective.2)) < #require(Double(objective.1)))
        let text = try String(contentsOf: program.folder.appending(path: "refit.offxml"), encoding: .utf8)
        let labels = try CompiledForceField(ForceField(offxml: text)).labels(of: Molecule(smiles: "CO"))
        let original = try ForceFieldLibrary.standard.forceField("openff_unconstrained-2.3.0.offxml")
        #expect(labels.bonds.allSatisfy { $0.parameter >= original.parameters(in: "Bonds").count })
        #expect(labels.angles.allSatisfy { $0.parameter >= original.parameters(in: "Angles").count })
        let output = try String(contentsOf: program.folder.appending(path: "output.json"), encoding: .utf8)
        #expect(output.contains("qcschema_optimization_output") && output.contains(#""driver": "hessian""#))
    }

    /// Every torsion about the bond is described by a parameter that stands after all of the original force field.
    private func expectBespokeTorsions(in text: String, of smiles: String, about bond: Set<Int>, count: Int) throws {
        let forceField = try ForceField(offxml: text)
        let original = try ForceFieldLibrary.standard.forceField("openff_unconstrained-2.2.0.offxml")
        let first = forceField.parameters(in: "ProperTorsions").firstIndex { $0.smirks.contains("!r+0A") }
        let bespoke = try #require(first)
        #expect(bespoke >= original.parameters(in: "ProperTorsions").count || text.contains("NAGLCharges"))
        let labels = try CompiledForceField(forceField).labels(of: Molecule(smiles: smiles))
        let torsions = labels.propers.filter { Set($0.atoms[1...2]) == bond }
        #expect(torsions.count == count)
        #expect(torsions.allSatisfy { $0.parameter >= bespoke })
        #expect(forceField["Constraints"] == nil)
    }
}
