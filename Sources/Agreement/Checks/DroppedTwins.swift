internal import Chemistry
internal import Fragmentation
internal import JSON

/// The fragments that the reference forgets when it keeps one of several equivalent ones.
struct DroppedTwins {
    private struct Entry {
        let parentSMILES: String
        let fragments: [Fragment]
    }

    private let entries: [String: Entry]

    /// - Parameter engine: the name of the scheme in the file's name: its raw fragments are in `fragments_<engine>`.
    init(engine: String, in set: RecordedSet) throws {
        var entries: [String: Entry] = [:]
        for record in try set.file("fragments_\(engine)")?["molecules"]?.array ?? [] {
            guard let name = record["name"]?.string, let parent = record["parent_smiles"]?.string else { continue }
            let fragments = (record["fragments"]?.array ?? []).compactMap { try? FragmentComparison.fragment($0) }
            entries[name] = Entry(parentSMILES: parent, fragments: fragments)
        }
        self.entries = entries
    }

    /// Recorded fragments in their order, each with those of the raw fragments that are equivalent to it.
    func completed(_ kept: [Fragment], of name: String, parent: Molecule) throws -> [UniqueFragment] {
        guard let entry = entries[name],
            try Molecule(smiles: entry.parentSMILES, allowUndefinedStereo: true).smiles() == parent.smiles()
        else { return kept.map { UniqueFragment(fragment: $0) } }
        let others = entry.fragments.filter { other in
            !kept.contains { Set($0.bondIndices) == Set(other.bondIndices) }
        }
        let result = FragmentationResult(
            parentSMILES: entry.parentSMILES, fragments: kept + others,
            provenance: FragmentationProvenance(
                creator: "", version: "", options: FragmentationOptions(engine: nil, targetBondSMARTS: nil),
                toolkits: []))
        let unique = try FragmentationOutcome(result).fragments
        return kept.map { fragment in
            UniqueFragment(fragment: fragment, twins: unique.first { $0.fragment == fragment }?.twins ?? [])
        }
    }
}
