import Chemistry
import Fragmentation
import Testing

/// What a fragment is, whatever order its atoms are written in.
struct FragmentIdentity: Hashable {
    let smiles: String
    let maps: Set<Int>
    let bond: [Int]

    /// - Parameter renumbered: the reference's map number for each of ours.
    init(smiles: String, bond: [Int], renumbered: (Int) -> Int = { $0 }) throws {
        let molecule = try Molecule(smiles: smiles, allowUndefinedStereo: true)
        self.smiles = molecule.smiles(mapped: false)
        maps = Set(molecule.mapNumbers.filter { $0 > 0 }.map(renumbered))
        self.bond = bond.map(renumbered).sorted()
    }
}

struct FragmentComparison {
    let record: FragmentRecord
    let parent: Molecule

    init(_ record: FragmentRecord) throws {
        self.record = record
        parent = try Molecule(smiles: record.parent_smiles, allowUndefinedStereo: true)
    }

    /// Checks fragments of ``parent`` and how equivalent ones are put together.
    func check(_ outcome: FragmentationOutcome) throws {
        let order = parent.canonicalOrder()
        let renumbered: (Int) -> Int = { parent.atoms[order[$0 - 1]].mapNumber }
        let all = outcome.fragments.flatMap { [$0.fragment] + $0.twins }
        let found = try Set(
            all.map { try FragmentIdentity(smiles: $0.smiles, bond: $0.bondIndices, renumbered: renumbered) })
        let wanted = try Set(record.fragments.map { try FragmentIdentity(smiles: $0.smiles, bond: $0.bond_indices) })
        #expect(found == wanted, "\(record.name)")
        #expect(all.count == record.fragments.count, "\(record.name)")
        let kept = try outcome.fragments.map { try kind(smiles: $0.fragment.smiles, bond: $0.fragment.bondIndices) }
        let wantedKept = try record.deduplicated.map { try kind(smiles: $0.smiles, bond: $0.bond_indices) }
        #expect(kept.map(\.description).sorted() == wantedKept.map(\.description).sorted(), "\(record.name)")
    }

    /// The molecule and the symmetry classes of the bond.
    private func kind(smiles: String, bond: [Int]) throws -> [String] {
        let molecule = try Molecule(smiles: smiles, allowUndefinedStereo: true)
        let classes = molecule.symmetryClasses()
        let ends = try bond.map { number in
            classes[try #require(molecule.atoms.indices.first { molecule.atoms[$0].mapNumber == number })]
        }
        return [molecule.smiles(mapped: false), "\(ends.sorted())"]
    }
}
