/// Up to four atom indices packed into one word, for dictionary keys.
struct AtomKey: Hashable {
    private let word: UInt64

    init(_ atoms: [Int]) {
        var word: UInt64 = 0
        for atom in atoms { word = word << 16 | UInt64(truncatingIfNeeded: atom + 1) & 0xFFFF }
        self.word = word
    }

    /// The key of a bond, angle or proper torsion, whichever end comes first.
    init(chain atoms: [Int]) {
        self.init((atoms.first ?? 0) > (atoms.last ?? 0) ? atoms.reversed() : atoms)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(word) }
}
