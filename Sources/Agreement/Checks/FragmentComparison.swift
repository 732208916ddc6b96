internal import Chemistry
internal import Fragmentation
internal import JSON

/// The recorded fragments of one parent.
struct FragmentComparison {
    /// What a fragment is, whatever order its atoms are written in.
    private struct Identity: Hashable, CustomStringConvertible {
        let smiles: String
        let maps: Set<Int>
        let bond: [Int]

        var description: String { "\(bond) \(smiles)" }

        /// - Parameter renumbered: the recorded map number for each of ours.
        init(smiles: String, bond: [Int], renumbered: (Int) -> Int = { $0 }) throws {
            let molecule = try Molecule(smiles: smiles, allowUndefinedStereo: true)
            self.smiles = molecule.smiles(explicitHydrogens: false, mapped: false)
            maps = Set(molecule.mapNumbers.filter { $0 > 0 }.map(renumbered))
            self.bond = bond.map(renumbered).sorted()
        }
    }

    let parent: Molecule
    private let fragments, deduplicated: [Fragment]

    init(_ record: JSON) throws {
        parent = try Molecule(smiles: record.text("parent_smiles"), allowUndefinedStereo: true)
        fragments = try record.list("fragments").map(Self.fragment)
        deduplicated = try record.list("deduplicated").map(Self.fragment)
    }

    /// A fragment as an object or as a pair of SMILES and bond.
    static func fragment(_ record: JSON) throws -> Fragment {
        if let smiles = record[0]?.string, let bond = record[1]?.array {
            return Fragment(smiles: smiles, bondIndices: bond.compactMap(\.integer))
        }
        return Fragment(smiles: try record.text("smiles"), bondIndices: try record.indices("bond_indices"))
    }

    func compare(_ outcome: [UniqueFragment], _ comparison: inout RecordComparison) throws {
        let order = parent.canonicalOrder()
        let renumbered: (Int) -> Int = { number in
            order.indices.contains(number - 1) ? parent.atoms[order[number - 1]].mapNumber : number
        }
        let all = outcome.flatMap { [$0.fragment] + $0.twins }
        let ours = try all.map { try Identity(smiles: $0.smiles, bond: $0.bondIndices, renumbered: renumbered) }
        let theirs = try fragments.map { try Identity(smiles: $0.smiles, bond: $0.bondIndices) }
        comparison.compare("fragments", Set(ours), Set(theirs))
        comparison.require(
            "number of fragments", all.count == fragments.count, "ours \(all.count), theirs \(fragments.count)")
        let kept = try outcome.map { try kind(of: $0.fragment) }.sorted()
        let wanted = try deduplicated.map { try kind(of: $0) }.sorted()
        comparison.require("fragments kept", kept == wanted, "ours \(kept), theirs \(wanted)")
    }

    /// The molecule and the symmetry classes of the bond.
    private func kind(of fragment: Fragment) throws -> String {
        let molecule = try Molecule(smiles: fragment.smiles, allowUndefinedStereo: true)
        let classes = molecule.symmetryClasses()
        let ends = fragment.bondIndices.map { number in
            molecule.atoms.indices.first { molecule.atoms[$0].mapNumber == number }.map { classes[$0] } ?? -1
        }
        return "\(molecule.smiles(explicitHydrogens: false, mapped: false)) \(ends.sorted())"
    }
}
