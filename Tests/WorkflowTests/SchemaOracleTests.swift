import Chemistry
import Foundation
import JSON
import SMIRNOFF
import TestSupport
import Testing
import Workflow

@Suite("Schemas of the reference system", .enabled(if: TestData.oracle != nil))
struct SchemaOracleTests {
    private func schemas() throws -> JSON {
        let folder = try #require(TestData.oracle)
        return try JSON.parse(bytes: Array(TestData.bytes(of: folder.appendingPathComponent("schemas.json.gz"))))
    }

    @Test("the factories equal the reference system's")
    func factories() throws {
        let recorded = try #require(try schemas()["factories"])
        #expect(recorded["factory_default"] == BespokeWorkflowFactory().json)
        #expect(recorded["cli_default"] == BespokeWorkflowFactory(named: "default")?.json)
        #expect(recorded["cli_debug"] == BespokeWorkflowFactory(named: "debug")?.json)
    }

    @Test("every schema equals the reference system's, force-field text and hash aside")
    func everySchema() throws {
        let file = try schemas()
        let records = try #require(file["schemas"]?.array)
        var checked = 0
        for record in records {
            guard let name = record["workflow"]?.string, let recorded = record["schema"] else { continue }
            let factory = try BespokeWorkflowFactory(json: #require(file["factories"]?[name]))
            let molecule = try Molecule(mappedSMILES: #require(recorded["smiles"]?.string))
            let forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField)
            let ours = try factory.optimizationSchema(for: molecule, forceField: forceField)
            #expect(ours.initialForceFieldHash.count == 128)
            let theirs = try BespokeOptimizationSchema(json: recorded)
            #expect(try Molecule(mappedSMILES: ours.smiles).bonds == Molecule(mappedSMILES: theirs.smiles).bonds)
            #expect(blanked(ours.json) == blanked(recorded), "\(name)")
            checked += 1
        }
        #expect(checked == records.count && checked > 0)
    }

    /// The schema without what is compared by other means.
    private func blanked(_ schema: JSON) -> JSON {
        guard case .object(var object) = schema else { return schema }
        for key in ["initial_force_field", "initial_force_field_hash", "smiles"] { object[key] = .string("") }
        return .object(object)
    }
}
