import Chemistry
import Foundation
import JSON
import SMIRNOFF
import TestSupport
import Testing
import Workflow

@Suite("Workflow factory")
struct FactoryTests {
    @Test("a factory survives a round trip through JSON", arguments: BespokeWorkflowFactory.names)
    func roundTrip(name: String) throws {
        let factory = try #require(BespokeWorkflowFactory(named: name))
        #expect(try BespokeWorkflowFactory(text: factory.json.text()) == factory)
    }

    @Test("a key that the schema does not know is named with its path")
    func unknownKey() throws {
        let error = #expect(throws: SchemaError.self) {
            try BespokeWorkflowFactory(text: #"{"optimizer": {"type": "ForceBalance", "max_iteration": 3}, "x": 1}"#)
        }
        #expect(error?.issues.map(\.location) == [["optimizer", "max_iteration"], ["x"]])
        #expect(error?.issues.first?.message == "extra fields not permitted")
    }

    @Test("every missing field of a schema is reported at once")
    func missingFields() throws {
        let error = #expect(throws: SchemaError.self) { try BespokeOptimizationSchema(text: #"{"smiles": "CC"}"#) }
        let missing = error?.issues.compactMap { $0.location.last?.string }
        #expect(missing == ["initial_force_field", "stages", "initial_force_field_hash", "target_torsion_smirks"])
    }

    @Test("a prior width of zero is refused")
    func zeroPrior() throws {
        let text = #"{"parameter_hyperparameters": [{"type": "ProperTorsions", "priors": {"k": 0}}]}"#
        let error = #expect(throws: SchemaError.self) { try BespokeWorkflowFactory(text: text) }
        #expect(error?.issues.first?.message == "ensure this value is greater than 0")
    }

    @Test("a target pattern needs two tagged atoms")
    func taggedAtoms() throws {
        let error = #expect(throws: SchemaError.self) {
            try BespokeWorkflowFactory(text: #"{"target_torsion_smirks": ["[C:1]-[C:2]-[C:3]"]}"#)
        }
        #expect(error?.issues.first?.message.contains("has 3 tagged atoms, but should have 2") == true)
    }

    @Test("a method that a program does not have is refused with those it has")
    func unknownMethod() throws {
        let spec = QCSpec(program: "XTB", method: "b3lyp", basis: nil, name: "x", description: "")
        #expect(spec.program == "xtb")
        #expect(spec.problem?.contains("gfn2xtb") == true)
        #expect(QCSpec(program: "xtb", method: "gfn2xtb", basis: "dzvp", name: "x", description: "").problem != nil)
    }

    @Test("a complex is refused")
    func complexes() throws {
        let forceField = try ForceField(
            offxml: #"<SMIRNOFF version="0.3" aromaticity_model="OEAroModel_MDL"></SMIRNOFF>"#)
        let molecule = try Molecule(smiles: "CC.O")
        let error = #expect(throws: WorkflowError.self) {
            try BespokeWorkflowFactory().optimizationSchema(for: molecule, forceField: forceField)
        }
        #expect(error?.description.contains("complexes are not supported") == true)
    }
}
