internal import Chemistry

/// Finds fragments whose scans would tell the same.
enum Deduplication {
    private struct Identity: Hashable {
        let smiles: String
        let bond: [Int]
    }

    /// The first of every set of equivalent fragments, the others as its twins; fragments of one molecule follow each other.
    static func unique(_ fragments: [Fragment]) throws(FragmentationError) -> [UniqueFragment] {
        var molecules: [String] = []
        var sets: [String: [(Identity, [Fragment])]] = [:]
        for fragment in fragments {
            let identity = try identity(of: fragment)
            if sets[identity.smiles] == nil { molecules.append(identity.smiles) }
            var known = sets[identity.smiles] ?? []
            if let place = known.firstIndex(where: { $0.0 == identity }) {
                known[place].1.append(fragment)
            } else {
                known.append((identity, [fragment]))
            }
            sets[identity.smiles] = known
        }
        return molecules.flatMap { smiles in
            (sets[smiles] ?? []).map { UniqueFragment(fragment: $0.1[0], twins: Array($0.1.dropFirst())) }
        }
    }

    private static func identity(of fragment: Fragment) throws(FragmentationError) -> Identity {
        let molecule: Molecule
        do { molecule = try Molecule(smiles: fragment.smiles, allowUndefinedStereo: true) } catch {
            throw FragmentationError(.molecule, "the fragment \(fragment.smiles) cannot be read: \(error)")
        }
        let classes = molecule.symmetryClasses()
        let bond = fragment.bondIndices.map { number in
            molecule.atoms.indices.first { molecule.atoms[$0].mapNumber == number }.map { classes[$0] } ?? -1
        }
        return Identity(smiles: molecule.smiles(explicitHydrogens: false, mapped: false), bond: bond.sorted())
    }
}
