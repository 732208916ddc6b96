import Chemistry
import Foundation
import SMIRNOFF
import TestSupport
import Testing

@Suite("Parameter assignment agrees with openff-toolkit", .enabled(if: !OFFXMLTests.installed.isEmpty))
struct LabelTests {
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
