internal import Chemistry

/// Finds the bonds to fragment around.
enum TargetBonds {
    /// The bonds that the patterns tag, each once, in ascending order.
    ///
    /// - Throws: ``FragmentationError`` when a pattern cannot be parsed or does not tag two bonded atoms.
    static func bonds(of molecule: Molecule, patterns: [String]) throws(FragmentationError) -> [AtomPair] {
        var bonds: Set<AtomPair> = []
        for text in patterns {
            let pattern = try SMARTS(checked: text)
            guard pattern.taggedAtomCount == 2 else {
                throw FragmentationError(
                    .badPattern,
                    "the target bond pattern '\(text)' tags \(pattern.taggedAtomCount) atoms; tag the two atoms of the bond with :1 and :2"
                )
            }
            for match in molecule.matches(of: pattern) {
                guard molecule.bond(between: match[0], and: match[1]) != nil else {
                    throw FragmentationError(
                        .badPattern, "the target bond pattern '\(text)' tags two atoms without a bond")
                }
                bonds.insert(AtomPair(match[0], match[1]))
            }
        }
        return bonds.sorted()
    }

    /// All rotatable bonds, in ascending order: single or double, in no ring, with two heavy neighbours at each end.
    static func rotatable(in molecule: Molecule) throws(FragmentationError) -> [AtomPair] {
        let matches = molecule.matches(of: try SMARTS(checked: "[!$(*#*)&!D1:1]-,=;!@[!$(*#*)&!D1:2]"))
        let bonds = matches.filter { match in match.allSatisfy { molecule.heavyNeighbors(of: $0).count >= 2 } }
        return Set(bonds.map { AtomPair($0[0], $0[1]) }).sorted()
    }
}

extension SMARTS {
    /// A parsed pattern.
    convenience init(checked text: String) throws(FragmentationError) {
        do { try self.init(text) } catch { throw FragmentationError(.badPattern, error.description) }
    }
}
