import ElectronicStructure
import JSON
import Testing
import TorsionDrive

@testable import Workflow

@Suite("Levels of theory of a workflow")
struct QCSpecModelTests {
    private func spec(_ text: String) throws -> QCSpec { try QCSpec(text: text) }

    private func task(_ specs: [QCSpec]) throws -> TaskSpec {
        TaskSpec(kind: .torsion1d, program: specs[0].program, model: try QCSpec.model(of: specs))
    }

    @Test("the plain level stays the plain QCSchema model")
    func plain() throws {
        let task = try task([QCSpec()])
        #expect(task.model.json == ["method": "b3lyp-d3bj", "basis": "dzvp"])
        #expect(try task.levels == [LevelOfTheory(program: "psi4", method: "b3lyp-d3bj", basis: "dzvp")])
        #expect(try task.refinement == nil && task.multiplicity == 1)
    }

    @Test("keywords, iterations, solvent and multiplicity reach the level, and the key of the calculation")
    func settings() throws {
        let spec = try spec(
            """
            {"program": "xtb", "method": "gfn2-xtb", "basis": null, "maxiter": 77, "implicit_solvent": "water",
             "keywords": {"accuracy": 0.1, "electronic_temperature": 400, "multiplicity": 3}}
            """)
        let task = try task([spec])
        #expect(
            try task.levels[0].keywords == [
                "accuracy": .number(0.1), "electronic_temperature": .integer(400), "maxiter": .integer(77),
                "solvent": .word("water"),
            ])
        #expect(task.multiplicity == 3)
        let plain = TaskSpec(kind: .torsion1d, program: "xtb", model: QCModel(method: "gfn2-xtb"))
        let (a, b) = (QCTask(spec: task, smiles: "C"), QCTask(spec: plain, smiles: "C"))
        #expect(a.key != b.key)
        #expect(try QCModel(json: task.model.json) == task.model)
    }

    @Test("several levels are kept in their order, the later ones as alternatives")
    func alternatives() throws {
        let xtb = QCSpec(program: "xtb", method: "GFN2xTB", basis: nil, name: "x", description: "x")
        let task = try task([QCSpec(), xtb])
        #expect(try task.levels.map(\.program) == ["psi4", "xtb"])
        #expect(try task.levels[1] == LevelOfTheory(program: "xtb", method: "gfn2xtb"))
    }

    @Test("a second level for the energies is named in the keywords")
    func refinement() throws {
        let spec = try spec(
            """
            {"program": "xtb", "method": "gfn2xtb", "basis": null,
             "keywords": {"refinement": "psi4 B3LYP-D3BJ/DZVP", "refinement_steps": 3}}
            """)
        let refinement = try #require(try task([spec]).refinement)
        #expect(refinement.level == LevelOfTheory(program: "psi4", method: "b3lyp-d3bj", basis: "dzvp"))
        #expect(refinement.steps == 3)
        #expect(try task([spec]).levels[0].keywords.isEmpty)
        for text in ["psi4", "", "psi4 b3lyp extra"] {
            var wrong = spec
            wrong.keywords = ["refinement": .string(text)]
            #expect(throws: WorkflowError.self) { try task([wrong]) }
        }
    }
}
