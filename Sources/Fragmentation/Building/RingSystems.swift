internal import Chemistry

/// Finds rings that share atoms, and what stays with them.
enum RingSystems {
    /// The ring systems, each with every functional group that shares an atom with its rings.
    ///
    /// - Parameter keepingSubstituents: whether heavy substituents that cannot rotate stay too.
    static func systems(
        of molecule: Molecule, groups: [AtomGroup], keepingSubstituents: Bool
    ) throws(FragmentationError) -> [AtomGroup] {
        let rotors = keepingSubstituents ? Set(try TargetBonds.rotatable(in: molecule)) : []
        return components(of: molecule).map { ring in
            var system = AtomGroup(atoms: ring, bonds: molecule.bonds(within: ring))
            for group in groups where !group.atoms.isDisjoint(with: ring) { system.formUnion(group) }
            guard keepingSubstituents else { return system }
            let core = system.atoms
            for bond in molecule.bonds where core.contains(bond.a) != core.contains(bond.b) {
                let isHeavy = molecule.atoms[bond.a].isHeavy && molecule.atoms[bond.b].isHeavy
                if isHeavy, !rotors.contains(AtomPair(bond.a, bond.b)) { system.insert(bond.a, bond.b) }
            }
            return system
        }
    }

    private static func components(of molecule: Molecule) -> [Set<Int>] {
        var components: [Set<Int>] = []
        var seen: Set<Int> = []
        for start in molecule.atoms.indices where molecule.atoms[start].ringBondCount > 0 && !seen.contains(start) {
            var component: Set<Int> = [start]
            var queue = [start]
            while let atom = queue.popLast() {
                for (neighbor, bond) in zip(molecule.neighbors[atom], molecule.bondIndices[atom])
                where molecule.bonds[bond].isInRing && component.insert(neighbor).inserted {
                    queue.append(neighbor)
                }
            }
            seen.formUnion(component)
            components.append(component)
        }
        return components
    }
}
