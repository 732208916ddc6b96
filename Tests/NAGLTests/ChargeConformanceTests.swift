import Chemistry
import Foundation
import NAGL
import TestSupport
import Testing

@Suite("NAGL charges agree with openff-nagl")
struct ChargeConformanceTests {
    static let modelFile = "openff-gnn-am1bcc-1.0.0.pt"
    static let isInstalled = NAGLLibrary.path(of: modelFile) != nil

    @Test("every molecule of the conformance data", .enabled(if: isInstalled && TestData.oracle != nil))
    func conformance() throws {
        let model = try NAGLLibrary.model(named: Self.modelFile)
        let records = try #require(Oracle.object("energies_nagl.json.gz")?["molecules"] as? [[String: Any]])
        #expect(records.count >= 85)
        for record in records {
            let name = try #require(record["name"] as? String)
            let expected = try #require(record["charges"] as? [Double])
            let smiles = try #require(Oracle.mappedSMILES[name])
            let charges = try model.charges(of: Molecule(mappedSMILES: smiles, allowUndefinedStereo: true))
            let error = zip(charges, expected).map { abs($0 - $1) }.max() ?? 0
            #expect(error < 1e-5, "\(name)")
        }
    }
}
