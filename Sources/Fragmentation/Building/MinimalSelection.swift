internal import Chemistry

/// Chooses the smallest set of atoms that keeps the surroundings of a bond.
enum MinimalSelection {
    private static let ortho = "[!#1:1]~&!@[*:2]@[*:3]~&!@[!#1*:4]"

    /// The atoms and bonds of the smallest fragment around a bond.
    static func selection(around bond: AtomPair, in parent: PreparedParent) throws(FragmentationError) -> AtomGroup {
        var selection = quartets(around: bond, in: parent.molecule)
        selection.formUnion(try orthoSubstituents(of: selection, in: parent.molecule))
        let reached = selection.atoms
        for group in parent.groups + parent.rings where !group.atoms.isDisjoint(with: reached) {
            selection.formUnion(group)
        }
        selection.formUnion(caps(of: selection, in: parent))
        return selection
    }

    /// The bond's atoms, their neighbours, and the neighbours of those.
    private static func quartets(around bond: AtomPair, in molecule: Molecule) -> AtomGroup {
        var selection = AtomGroup()
        selection.insert(bond.first, bond.second)
        for atom in [bond.first, bond.second] {
            for neighbor in molecule.neighbors[atom] {
                selection.insert(atom, neighbor)
                for next in molecule.neighbors[neighbor] { selection.insert(neighbor, next) }
            }
        }
        return selection
    }

    private static func orthoSubstituents(
        of selection: AtomGroup, in molecule: Molecule
    ) throws(FragmentationError) -> AtomGroup {
        var substituents = AtomGroup()
        for match in molecule.matches(of: try SMARTS(checked: ortho))
        where selection.bonds.contains(AtomPair(match[0], match[1])) {
            substituents.atoms.formUnion([match[0], match[3]])
            substituents.bonds.formUnion([AtomPair(match[0], match[1]), AtomPair(match[2], match[3])])
        }
        return substituents
    }

    /// Carbon neighbours of heteroatoms and functional groups that the selection cuts.
    private static func caps(of selection: AtomGroup, in parent: PreparedParent) -> AtomGroup {
        let molecule = parent.molecule
        let inGroups = parent.groups.reduce(into: Set<Int>()) { $0.formUnion($1.atoms) }
        var caps = AtomGroup()
        for atom in selection.atoms
        where [7, 8, 16].contains(molecule.atoms[atom].atomicNumber) || inGroups.contains(atom) {
            guard molecule.heavyNeighbors(of: atom).contains(where: { !selection.atoms.contains($0) }) else { continue }
            for neighbor in molecule.neighbors[atom] where molecule.atoms[neighbor].atomicNumber == 6 {
                caps.insert(atom, neighbor)
            }
        }
        return caps
    }
}
