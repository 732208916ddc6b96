internal import Chemistry
internal import Fragmentation
internal import JSON

/// Drawings of 200 × 200 pixels.
enum Drawing {
    /// What is drawn where there is nothing to draw.
    static let unavailable = """
        <svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 200 200">
        <rect width="200" height="200" fill="#ffffff"/>
        <text x="100" y="104" font-family="sans-serif" font-size="14" fill="#666666" text-anchor="middle">Preview \
        Unavailable</text>
        </svg>

        """

    /// A parent with one of its fragments highlighted; nil for a fragment that is not there or cannot be drawn.
    static func fragment(_ index: Int, of result: FragmentationResult) -> String? {
        guard result.fragments.indices.contains(index),
            let parent = try? Molecule(mappedSMILES: result.parentSMILES, allowUndefinedStereo: true),
            let fragment = try? Molecule(smiles: result.fragments[index].smiles, allowUndefinedStereo: true)
        else { return nil }
        let atoms = fragment.atoms.map { $0.mapNumber - 1 }.filter(parent.atoms.indices.contains)
        let bond = result.fragments[index].bondIndices.map { $0 - 1 }
        guard bond.count == 2 else { return nil }
        return try? parent.svg(highlighting: Set(atoms), centralBond: (bond[0], bond[1]))
    }

    /// The molecule of a QCSchema record; for a torsion drive with the driven dihedral highlighted.
    static func molecule(ofRecord record: JSON) -> String? {
        let key = "canonical_isomeric_explicit_hydrogen_mapped_smiles"
        let initial = record["initial_molecule"]
        let places = [record, initial?[0], initial, record["molecule"]]
        guard let smiles = places.lazy.compactMap({ $0?["extras"]?[key]?.string }).first,
            let molecule = try? Molecule(mappedSMILES: smiles, allowUndefinedStereo: true)
        else { return nil }
        let dihedral = record["keywords"]?["dihedrals"]?[0]?.array?.compactMap(\.integer) ?? []
        guard dihedral.count == 4 else { return try? molecule.svg() }
        return try? molecule.svg(highlighting: Set(dihedral), centralBond: (dihedral[1], dihedral[2]))
    }
}
