import Chemistry
import Foundation
import Fragmentation
import Testing

@Suite("Pfizer fragments")
struct PfizerTests {
    static let target = "[!#1]~[!$(*#*)&!D1:1]-,=;!@[!$(*#*)&!D1:2]~[!#1]"

    static func fragments(
        _ smiles: String, engine: FragmentationEngine? = .pfizer(PfizerFragmenter()), targets: [String]? = [target]
    ) throws -> FragmentationOutcome? {
        let fragmentation = try MoleculeFragmentation(
            Molecule(smiles: smiles), engine: engine, targetBondSMARTS: targets)
        return try fragmentation.outcome { _ in
            Issue.record("no bond orders are needed")
            return BondOrders([])
        }
    }

    @Test("equivalent bonds of dimethyl phosphate are scanned once")
    func phosphate() throws {
        let outcome = try #require(try Self.fragments("COP(=O)(O)OC"))
        #expect(outcome.fragments.count == 1)
        #expect(outcome.fragments[0].twins.count == 1)
    }

    @Test("a pattern with context tags only the two atoms of the bond")
    func hexane() throws {
        let outcome = try Self.fragments("CCCCCC", targets: ["[#6]-[#6]-[#6:1]-[#6:2]-[#6]-[#6]"])
        #expect(outcome?.fragments.count == 1)
    }

    @Test("a pattern that does not tag two atoms is an error")
    func badPattern() {
        #expect(throws: FragmentationError.self) { try Self.fragments("CCCC", targets: ["[#6]-[#6:1]"]) }
    }

    @Test("without an engine each bond has the whole molecule, and without targets there is nothing")
    func noEngine() throws {
        let cmiles =
            "[C:1]([N:2]1[C:3]([N:4]([H:28])[H:43])=[N+:5]([H:29])[C@@:6]([c:7]2[c:8]([H:30])[c:9]([H:31])[c:10]([H:32])"
            + "[c:11](-[c:12]3[c:13]([H:33])[c:14]([H:34])[c:15]([H:35])[c:16]([Cl:17])[c:18]3[H:36])[c:19]2[H:37])([C:20]2([H:38])"
            + "[C:21]([H:39])([H:40])[C:22]2([H:41])[H:42])[C:23]1=[O:24])([H:25])([H:26])[H:27]"
        let molecule = try Molecule(mappedSMILES: cmiles)
        let fragmentation = try MoleculeFragmentation(molecule, engine: nil, targetBondSMARTS: [Self.target])
        guard case .finished(let outcome?) = try fragmentation.step(known: [:]) else {
            Issue.record("there are fragments")
            return
        }
        #expect(outcome.parentSMILES == molecule.cmiles)
        #expect(outcome.fragments.map(\.fragment.bondIndices) == [[6, 7], [6, 20], [11, 12]])
        #expect(outcome.fragments.allSatisfy { $0.fragment.smiles == molecule.cmiles })
        #expect(try Self.fragments("CCCC", engine: nil, targets: nil) == nil)
    }
}
