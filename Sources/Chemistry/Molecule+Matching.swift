internal import CRDKit

extension Molecule {
    /// Atom indices matched by the pattern's tagged atoms, in tag order: one tuple per match, permutations included,
    /// chirality respected.
    ///
    /// The same tuple can come more than once when untagged atoms of the pattern match in several ways.
    /// - Parameter unique: keep one match per set of atoms (tagged and untagged) instead of all permutations.
    public func matches(of pattern: SMARTS, unique: Bool = false) -> [[Int]] {
        let width = pattern.taggedAtomCount
        var text: UnsafeMutablePointer<CChar>?
        var count: Int32 = 0
        let tuples = crd_match(handle.pointer, pattern.handle.pointer, unique ? 1 : 0, &count, &text)
        crd_free(text)
        guard let tuples, count > 0 else { return [] }
        return (0..<Int(count)).map { match in
            [Int](unsafeUninitializedCapacity: width) { buffer, filled in
                for place in 0..<width { buffer[place] = Int(tuples[match * width + place]) }
                filled = width
            }
        }
    }

    /// Whether the pattern occurs in the molecule at least once.
    public func contains(_ pattern: SMARTS) -> Bool {
        var text: UnsafeMutablePointer<CChar>?
        let found = crd_has_match(handle.pointer, pattern.handle.pointer, &text)
        crd_free(text)
        return found == 1
    }
}
