import Chemistry
import Fragmentation
import Testing

@Suite("Charges of fragments")
struct FragmentChargeTests {
    /// Charges that sum up to the molecule's charge and tell atoms apart.
    private func charges(_ molecule: Molecule) -> [Double] {
        let raw = molecule.atoms.indices.map { Double(($0 * 37) % 11) / 10 - 0.5 }
        let excess = raw.reduce(0, +) - Double(molecule.formalCharge)
        return raw.map { $0 - excess / Double(raw.count) }
    }

    @Test(
        "sum up to the fragment's charge, and atoms of the parent keep theirs",
        arguments: ["CCOC(=O)c1ccc(cc1)NCCCF", "C[N+](C)(C)CCCCc1ccc(OC)cc1", "[O-]C(=O)CCCc1ccccc1OCC[NH3+]"])
    func sums(_ smiles: String) throws {
        let fragmentation = try MoleculeFragmentation(
            try Molecule(smiles: smiles), engine: .pfizer(PfizerFragmenter()), targetBondSMARTS: nil)
        let outcome = try #require(try fragmentation.outcome { _ in BondOrders([]) })
        let parent = try Molecule(smiles: outcome.parentSMILES)
        let given = charges(parent)
        for unique in outcome.fragments {
            let fragment = try Molecule(smiles: unique.fragment.smiles, allowUndefinedStereo: true)
            let taken = FragmentCharges.charges(of: fragment, in: parent, given)
            #expect(abs(taken.reduce(0, +) - Double(fragment.formalCharge)) < 1e-12)
            for (atom, charge) in zip(fragment.atoms, taken) where atom.mapNumber > 0 {
                let place = try #require(parent.atoms.firstIndex { $0.mapNumber == atom.mapNumber })
                #expect(abs(charge - given[place]) < 1e-12)
            }
        }
    }

    @Test("a hydrogen in the place of a group has the group's charge")
    func cap() throws {
        let parent = try Molecule(smiles: "[CH3:1][CH2:2][F:3]")
        let fragment = try Molecule(smiles: "[CH3:1][CH3:2]")
        let given = [0.3, 0.2, -0.9, 0.1, 0.1, 0.1, 0.05, 0.05]
        let numbered = parent.withMapNumbers([1, 2, 3, 4, 5, 6, 7, 8])
        let cut = fragment.withMapNumbers([1, 2, 4, 5, 6, 7, 8, 0])
        let taken = FragmentCharges.charges(of: cut, in: numbered, given)
        #expect(zip(taken, [0.3, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05, -0.9]).allSatisfy { abs($0 - $1) < 1e-12 })
    }
}
