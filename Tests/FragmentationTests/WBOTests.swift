import Chemistry
import Foundation
import Fragmentation
import Testing

@Suite("Bond-order fragments")
struct WBOTests {
    struct NotComputed: Error {}

    /// Orders of 1 for all bonds of a molecule, with those of some molecules changed.
    private func orders(_ request: BondOrderRequest, shift: Double) throws -> BondOrders {
        let molecule = try Molecule(mappedSMILES: request.cmiles, allowUndefinedStereo: true)
        return BondOrders(molecule.bonds.map { BondOrders.Entry(a: $0.a, b: $0.b, order: 1 + shift) })
    }

    private func fragmentation(
        _ smiles: String, _ settings: WBOFragmenter = WBOFragmenter()
    ) throws -> MoleculeFragmentation {
        try MoleculeFragmentation(
            Molecule(smiles: smiles), engine: .wbo(settings), targetBondSMARTS: [PfizerTests.target])
    }

    @Test("the parent's bond orders are asked for first, then those of all fragments at once")
    func steps() throws {
        let fragmentation = try fragmentation("c1ccccc1CCCCCC(=O)NC")
        guard case .needs(let first) = try fragmentation.step(known: [:]), first.count == 1 else {
            Issue.record("the parent is needed")
            return
        }
        let parent = BondOrderOutcome.orders(try orders(first[0], shift: 0))
        guard case .needs(let second) = try fragmentation.step(known: [first[0]: parent]) else {
            Issue.record("fragments are needed")
            return
        }
        #expect(second.count > 3)
        #expect(Set(second).count == second.count)
        var known = [first[0]: parent]
        for request in second { known[request] = .orders(try orders(request, shift: 0.02)) }
        guard case .finished(let outcome?) = try fragmentation.step(known: known) else {
            Issue.record("differences below the threshold are accepted")
            return
        }
        let pfizer = try PfizerTests.fragments("c1ccccc1CCCCCC(=O)NC")
        #expect(outcome.fragments == pfizer?.fragments)
    }

    @Test("a fragment whose bond orders always differ or fail grows to the parent", arguments: [true, false])
    func growsToParent(fails: Bool) throws {
        let fragmentation = try fragmentation("FCCCCCCC")
        var parent: String?
        let outcome = try fragmentation.outcome { request in
            defer { parent = parent ?? request.cmiles }
            if parent != nil, fails { throw NotComputed() }
            return try orders(request, shift: parent == nil ? 0 : 0.5)
        }
        let whole = try Molecule(smiles: "FCCCCCCC").smiles(mapped: false)
        for fragment in try #require(outcome).fragments {
            #expect(try Molecule(smiles: fragment.fragment.smiles).smiles(mapped: false) == whole)
        }
    }

    @Test("failing bond orders of the parent are an error")
    func parentFails() throws {
        let fragmentation = try fragmentation("FCCCCCCC")
        #expect(throws: FragmentationError.self) {
            try fragmentation.outcome { _ in throw NotComputed() }
        }
    }

    @Test("a molecule without target bonds needs no bond orders")
    func noTargets() throws {
        let outcome = try fragmentation("c1ccccc1").outcome { _ in throw NotComputed() }
        #expect(outcome?.fragments.isEmpty == true)
    }

    @Test("ring substituents that cannot rotate can be kept")
    func ringSubstituents() throws {
        let smiles = "Cc1cc(Cl)ccc1CCc1ccccc1"
        let plain = try fragmentation(smiles).outcome { try orders($0, shift: 0) }
        let keeping = try fragmentation(smiles, WBOFragmenter(keepNonRotorRingSubstituents: true))
            .outcome { try orders($0, shift: 0) }
        func chlorines(_ outcome: FragmentationOutcome?) -> Int {
            (outcome?.fragments ?? []).count { $0.fragment.smiles.contains("Cl") }
        }
        #expect(chlorines(plain) == 0)
        #expect(chlorines(keeping) >= 2)
    }
}
