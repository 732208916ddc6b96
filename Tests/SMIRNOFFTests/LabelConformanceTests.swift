import Chemistry
import Foundation
import SMIRNOFF
import TestSupport
import Testing

@Suite("Parameter assignment agrees with openff-toolkit", .enabled(if: TestData.oracle != nil && !OFFXMLTests.installed.isEmpty))
struct LabelConformanceTests {
    static let names = ["2.2.1", "2.2.0", "2.3.0", "2.0.0"].map { "openff_unconstrained-\($0).offxml" }

    @Test("every id of every molecule", arguments: names)
    func labels(name: String) throws {
        let compiled = try CompiledForceField(try ForceFieldLibrary.standard.forceField(name))
        let records = try #require(Oracle.object("labels.json.gz")?["molecules"] as? [[String: Any]])
        #expect(records.count >= 85)
        for record in records {
            let molecule = try #require(record["name"] as? String)
            let expected = try #require((record["labels"] as? [String: Any])?[name] as? [String: [[Any]]])
            let smiles = try #require(Oracle.mappedSMILES[molecule])
            let labels = try compiled.labels(of: Molecule(mappedSMILES: smiles, allowUndefinedStereo: true))
            for (section, rows) in expected {
                let parameters = compiled.forceField.parameters(in: section)
                let found = Set(labels[section].map { "\($0.atoms) \(parameters[$0.parameter].id ?? "")" })
                let wanted = Set(rows.map { row in "\(row.dropLast().compactMap { $0 as? Int }) \(row.last as? String ?? "")" })
                #expect(found == wanted, "\(molecule) \(section)")
            }
        }
    }
}
