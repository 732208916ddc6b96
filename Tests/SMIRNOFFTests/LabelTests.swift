import Chemistry
import Foundation
import SMIRNOFF
import TestSupport
import Testing

@Suite("Parameter assignment agrees with openff-toolkit", .enabled(if: !OFFXMLTests.installed.isEmpty))
struct LabelTests {
    struct Record: Decodable {
        let name: String
        let labels: [String: [String: [[LabelField]]]]
    }

    struct Molecules: Decodable {
        struct Record: Decodable {
            let name: String
            let mapped_smiles: String
        }
        let molecules: [Record]
    }

    struct Labels: Decodable { let molecules: [Record] }

    static let names = ["2.2.1", "2.2.0", "2.3.0", "2.0.0"].map { "openff_unconstrained-\($0).offxml" }

    @Test("every id of every molecule of the conformance data", .enabled(if: TestData.oracle != nil), arguments: names)
    func conformance(name: String) throws {
        let oracle = try #require(TestData.oracle)
        let compiled = try CompiledForceField(try ForceFieldLibrary.standard.forceField(name))
        let molecules = try TestData.json(Molecules.self, in: oracle.appendingPathComponent("molecules.json")).molecules
        let smiles = Dictionary(uniqueKeysWithValues: molecules.map { ($0.name, $0.mapped_smiles) })
        let records = try TestData.json(Labels.self, in: oracle.appendingPathComponent("labels.json.gz")).molecules
        #expect(records.count >= 20)
        for record in records {
            let molecule = try Molecule(mappedSMILES: #require(smiles[record.name]), allowUndefinedStereo: true)
            try Self.compare(compiled, molecule, with: #require(record.labels[name]), named: record.name)
        }
    }

    @Test("every id of a dozen small molecules")
    func fixtures() throws {
        let compiled = try CompiledForceField(try ForceFieldLibrary.standard.forceField("openff_unconstrained-2.2.1"))
        for record in try TypedMolecule.fixtures() {
            let molecule = try Molecule(mappedSMILES: record.mappedSMILES, allowUndefinedStereo: true)
            try Self.compare(compiled, molecule, with: record.labels, named: record.name)
        }
    }

    static func compare(
        _ compiled: CompiledForceField, _ molecule: Molecule, with expected: [String: [[LabelField]]],
        named name: String
    ) throws {
        let labels = try compiled.labels(of: molecule)
        for (section, rows) in expected {
            let parameters = compiled.forceField.parameters(in: section)
            let found = labels[section].map { label in
                label.atoms.map(String.init) + [parameters[label.parameter].id ?? ""]
            }
            #expect(Set(found) == Set(rows.map { $0.map(\.description) }), "\(name) \(section)")
        }
    }
}
