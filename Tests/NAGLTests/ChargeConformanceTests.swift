import Chemistry
import Foundation
import NAGL
import TestSupport
import Testing

@Suite("NAGL charges agree with openff-nagl")
struct ChargeConformanceTests {
    static let modelFile = "openff-gnn-am1bcc-1.0.0.pt"
    static let isInstalled = NAGLLibrary.path(of: modelFile) != nil

    @Test("a dozen small molecules, from the table and from the network", .enabled(if: isInstalled))
    func fixtures() throws {
        let model = try NAGLLibrary.model(named: Self.modelFile)
        for record in try TypedMolecule.fixtures() {
            let molecule = try Molecule(mappedSMILES: record.mappedSMILES, allowUndefinedStereo: true)
            try Self.compare(try model.charges(of: molecule), with: record.charges, named: record.name)
        }
    }

    @Test("the order of the atoms does not matter", .enabled(if: isInstalled))
    func permutation() throws {
        let model = try NAGLLibrary.model(named: Self.modelFile)
        let molecule = try Molecule(smiles: "CS(=O)Cc1ccc(cc1)C(=O)[O-]", allowUndefinedStereo: true)
        let order = Array(molecule.atoms.indices.reversed())
        let reordered = try model.charges(of: molecule.reordered(order))
        try Self.compare(
            order.indices.map { reordered[order.count - 1 - $0] }, with: model.charges(of: molecule), named: "",
            within: 1e-9)
        #expect(abs(reordered.reduce(0, +) + 1) < 1e-12)
    }

    @Test("what the model does not know is refused by name", .enabled(if: isInstalled))
    func domain() throws {
        let model = try NAGLLibrary.model(named: Self.modelFile)
        let silane = #expect(throws: NAGLError.self) { try model.charges(of: Molecule(smiles: "C[SiH3]")) }
        #expect(silane?.description.contains("Si") == true)
        let hydrogen = #expect(throws: NAGLError.self) { try model.charges(of: Molecule(smiles: "[H][H]")) }
        #expect(hydrogen?.code == .outsideDomain)
    }

    @Test("a model that is not there is named, with how to get it")
    func missing() {
        let error = #expect(throws: NAGLError.self) { try NAGLLibrary.model(named: "no-such-model.pt") }
        #expect(error?.description.contains("make setup") == true)
    }

    @Test("another file than the force field's hash says is refused", .enabled(if: isInstalled))
    func hash() {
        #expect(throws: NAGLError.self) { try NAGLLibrary.model(named: Self.modelFile, hash: "00") }
        #expect(throws: Never.self) {
            try NAGLLibrary.model(
                named: Self.modelFile, hash: "7981e7f5b0b1e424c9e10a40d9e7606d96dcd3dd2b095cb4eeff6829f92238ee")
        }
    }

    static func compare(
        _ charges: [Double], with expected: [Double], named name: String, within tolerance: Double = 1e-5
    ) throws {
        #expect(charges.count == expected.count)
        let error = zip(charges, expected).map { abs($0 - $1) }.max() ?? 0
        #expect(error < tolerance, "\(name)")
    }
}
