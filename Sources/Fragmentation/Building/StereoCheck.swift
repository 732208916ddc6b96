internal import Chemistry

/// Keeps the parent's configurations in fragments.
enum StereoCheck {
    private static let isomerLimit = 200

    /// The fragment, or the first of its stereoisomers whose configurations are all those of the parent.
    ///
    /// - Returns: the isomer, and whether a stereocentre or double bond differs from the parent in all isomers.
    static func matched(_ fragment: Molecule, to parent: Molecule) -> (fragment: Molecule, hasNewStereo: Bool) {
        if agrees(fragment, parent) { return (fragment, false) }
        let isomer = fragment.stereoisomers(maximum: isomerLimit).first { agrees($0, parent) }
        return isomer.map { ($0, false) } ?? (fragment, true)
    }

    private static func agrees(_ fragment: Molecule, _ parent: Molecule) -> Bool {
        let possible = fragment.possibleStereo()
        let atomsAgree = possible.atoms.allSatisfy { index in
            let atom = fragment.atoms[index]
            guard atom.mapNumber > 0, let stereo = parent.atoms[atom.mapNumber - 1].stereo else { return false }
            return atom.stereo == stereo
        }
        return atomsAgree
            && possible.bonds.allSatisfy { index in
                let bond = fragment.bonds[index]
                let ends = [fragment.atoms[bond.a].mapNumber - 1, fragment.atoms[bond.b].mapNumber - 1]
                guard ends.allSatisfy({ $0 >= 0 }), let stereo = parent.bond(between: ends[0], and: ends[1])?.stereo
                else {
                    return false
                }
                return bond.stereo == stereo
            }
    }
}
