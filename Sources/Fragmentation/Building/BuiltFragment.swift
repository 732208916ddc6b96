internal import Chemistry

/// A fragment as a molecule, and the part of the parent it was made from.
struct BuiltFragment: Sendable {
    let bond: AtomPair
    let selection: AtomGroup
    let molecule: Molecule
    /// Whether a configuration differs from the parent's and could not be mended.
    let hasNewStereo: Bool

    /// Cuts a selection out of the parent and fills open valences with hydrogen.
    ///
    /// - Throws: ``FragmentationError`` when the selection makes no connected molecule.
    init(bond: AtomPair, selection: AtomGroup, parent: PreparedParent) throws(FragmentationError) {
        let cut: Molecule
        do {
            let extracted = try parent.molecule.extractingFragment(atoms: selection.atoms.sorted())
            cut = try Molecule(smiles: extracted.smiles(), allowUndefinedStereo: true)
        } catch {
            throw FragmentationError(
                .extraction,
                "the fragment around bond \(bond.first + 1)–\(bond.second + 1) of \(parent.molecule.smiles()) cannot be made: \(error)"
            )
        }
        (self.bond, self.selection) = (bond, selection)
        (molecule, hasNewStereo) = StereoCheck.matched(cut, to: parent.molecule)
    }

    /// The fragment as it is reported.
    var fragment: Fragment {
        Fragment(smiles: molecule.smiles(), bondIndices: [bond.first + 1, bond.second + 1])
    }
}
