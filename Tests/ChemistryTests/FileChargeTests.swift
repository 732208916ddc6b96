import Chemistry
import Foundation
import TestSupport
import Testing

@Suite("Partial charges of a file")
struct FileChargeTests {
    private func methanol(_ charges: String) throws -> Molecule {
        var molecule = try Molecule(smiles: "CO")
        molecule.properties = [Molecule.chargeProperty: charges]
        return try #require(
            try MoleculeFile.records(in: molecule.sdf(), format: .sdf, source: "methanol.sdf").first?.get())
    }

    @Test("are read from one line or several, and summed up to the molecule's charge")
    func read() throws {
        let charges = try #require(try methanol("0.12 -0.60\n0.03 0.03 0.03 0.398").fileCharges())
        #expect(abs(charges.reduce(0, +)) < 1e-12)
        #expect(zip(charges, [0.12, -0.6, 0.03, 0.03, 0.03, 0.398]).allSatisfy { abs($0 - $1) < 2e-3 })
        #expect(try methanol("[n/a] 0.11 -0.60 0.03 0.03 0.03 0.40").fileCharges()?.count == 6)
        #expect(try Molecule(smiles: "CO").fileCharges() == nil)
    }

    @Test(
        "are refused with a reason when they do not fit the molecule",
        arguments: [
            ("0.1 -0.1", "2 for 6 atoms"), ("0.12 -0.60 0.03 0.03 n/a 0.40", "'n/a' is not a number"),
            ("0.12 -0.60 0.03 0.03 nan 0.40", "'nan' is not a number"), ("1 1 1 1 1 1", "sum up to 6.0"),
            ("", "0 for 6"),
        ])
    func refused(_ text: String, reason: String) throws {
        var molecule = try methanol("0.12 -0.60 0.03 0.03 0.03 0.39")
        molecule.properties[Molecule.chargeProperty] = text
        let error = #expect(throws: ChemistryError.self) { try molecule.fileCharges() }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }

    @Test("of a file of another program are found to be wrong if they are")
    func foreignFile() throws {
        let path = TestData.fixtures.appendingPathComponent("Chemistry/three_v2000.sdf").path
        let alanine = try #require(try MoleculeFile.read(path).first)
        let error = #expect(throws: ChemistryError.self) { try alanine.fileCharges() }
        #expect(error?.description.contains("alanine") == true)
    }

    @Test("move with their atoms")
    func reordered() throws {
        let molecule = try methanol("0.12 -0.60 0.02 0.03 0.04 0.39")
        let turned = molecule.reordered(molecule.atoms.indices.reversed())
        let charges = try #require(try molecule.fileCharges())
        let moved = try #require(try turned.fileCharges())
        #expect(zip(moved, charges.reversed()).allSatisfy { abs($0 - $1) < 1e-12 })
    }
}
