import Chemistry
import Foundation
import TestSupport
import Testing

@testable import NAGL

@Suite("Averaged formal charges")
struct ResonanceTests {
    struct Record: Decodable {
        let mappedSMILES: String
        let charges: [Double]
    }

    @Test("35 molecules agree with openff-nagl")
    func fixtures() throws {
        let file = TestData.fixtures.appendingPathComponent("NAGL/average-formal-charges.json")
        for record in try TestData.json([Record].self, in: file) {
            let molecule = try Molecule(mappedSMILES: record.mappedSMILES, allowUndefinedStereo: true)
            let charges = try AverageFormalCharges.charges(of: molecule)
            let error = zip(charges, record.charges).map { abs($0 - $1) }.max() ?? 0
            #expect(charges.count == record.charges.count && error < 1e-9, "\(record.mappedSMILES)")
        }
    }

    @Test(
        "hand-made cases",
        arguments: [
            ("[O-:1][C:2](=[O:3])[H:4]", [-0.5, 0, -0.5, 0]),
            ("[O:1]=[C:2]([N:3]([H:4])[H:5])[H:6]", [0, 0, 0, 0, 0, 0]),
            ("[N:1]([H:4])([H:5])[C:2]([H:8])=[N+:3]([H:6])[H:7]", [0.5, 0, 0.5, 0, 0, 0, 0, 0]),
            ("[C:1]([H:4])([H:5])([H:6])[S:2](=[O:3])[C:7]([H:8])([H:9])[H:10]", [0, 1, -1, 0, 0, 0, 0, 0, 0, 0]),
        ])
    func small(smiles: String, expected: [Double]) throws {
        #expect(try AverageFormalCharges.charges(of: Molecule(mappedSMILES: smiles)) == expected)
    }

    @Test("rings are found by size, and a ring that is a sum of smaller ones is not one")
    func rings() throws {
        let indane = SmallRings(KekuleGraph(try Molecule(smiles: "C1Cc2ccccc2C1")))
        #expect(indane.sizes[0] == [5] && indane.sizes[2] == [5, 6] && indane.sizes[4] == [6])
        let bicycle = SmallRings(KekuleGraph(try Molecule(smiles: "C1CC2CC2C1", allowUndefinedStereo: true)))
        #expect(bicycle.sizes[2] == [3, 5] && bicycle.sizes[3] == [3] && bicycle.sizes[0] == [5])
        let cubane = SmallRings(KekuleGraph(try Molecule(smiles: "C12C3C4C1C5C2C3C45")))
        #expect(cubane.sizes[0] == [4])
    }

    @Test("a Kekulé graph written as SMILES and read again is the same")
    func writing() throws {
        for smiles in ["CC(=O)[O-]", "c1ccc2[nH]ccc2c1", "C12C3C4C1C5C2C3C45", "C#N", "[NH4+].[Cl-]"] {
            let graph = KekuleGraph(try Molecule(smiles: smiles))
            let again = KekuleGraph(try Molecule(mappedSMILES: graph.mappedSMILES))
            #expect(again.elements == graph.elements && again.charges == graph.charges)
            let bonds = [graph, again].map { Set($0.bonds.map { [min($0.a, $0.b), max($0.a, $0.b), $0.order] }) }
            #expect(bonds[0] == bonds[1], "\(smiles)")
        }
    }
}
