internal import Chemistry

/// A parent in canonical order with what every fragment of it needs to know: groups, rings, stereo.
struct PreparedParent: Sendable {
    /// Heavy atoms first; map number = index + 1.
    let molecule: Molecule
    /// Functional groups.
    let groups: [AtomGroup]
    /// Ring systems, with the functional groups and substituents that belong to them.
    let rings: [AtomGroup]

    /// - Throws: ``FragmentationError`` when the pattern of a functional group cannot be parsed.
    init(
        _ submitted: Molecule, functionalGroups: FunctionalGroups, keepingRingSubstituents: Bool
    ) throws(FragmentationError) {
        let ordered = submitted.reordered(submitted.canonicalOrder())
        molecule = ordered.withMapNumbers(ordered.atoms.indices.map { $0 + 1 })
        groups = try Self.groups(molecule, functionalGroups)
        rings = try RingSystems.systems(of: molecule, groups: groups, keepingSubstituents: keepingRingSubstituents)
    }

    /// Whether a bond lies in a ring.
    func isInRing(_ bond: AtomPair) -> Bool {
        molecule.bond(between: bond.first, and: bond.second)?.isInRing ?? false
    }

    private static func groups(
        _ molecule: Molecule, _ functionalGroups: FunctionalGroups
    ) throws(FragmentationError) -> [AtomGroup] {
        var found: Set<[Int]> = []
        var groups: [AtomGroup] = []
        for entry in functionalGroups.entries {
            let pattern = try SMARTS(checked: entry.smarts)
            let matches = Set(molecule.matches(of: pattern).map { $0.sorted() })
            for atoms in matches.sorted(by: { $0.lexicographicallyPrecedes($1) }) where found.insert(atoms).inserted {
                groups.append(AtomGroup(atoms: Set(atoms), bonds: molecule.bonds(within: Set(atoms))))
            }
        }
        return groups
    }
}

extension Molecule {
    /// The bonds whose two atoms are among some atoms.
    func bonds(within atoms: Set<Int>) -> Set<AtomPair> {
        Set(bonds.filter { atoms.contains($0.a) && atoms.contains($0.b) }.map { AtomPair($0.a, $0.b) })
    }

    /// The heavy neighbours of an atom.
    func heavyNeighbors(of atom: Int) -> [Int] { neighbors[atom].filter { atoms[$0].atomicNumber != 1 } }
}
