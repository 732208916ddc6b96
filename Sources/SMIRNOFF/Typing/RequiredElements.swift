/// The elements that a molecule must contain to match a SMARTS pattern, found from the text alone.
enum RequiredElements {
    /// Bits of the atomic numbers below 128 that some atom of the pattern must have.
    ///
    /// Looks at top-level bracket atoms that start with `#` and have no alternatives; others demand nothing.
    static func mask(of pattern: String) -> (low: UInt64, high: UInt64) {
        var mask: (low: UInt64, high: UInt64) = (0, 0)
        var depth = 0
        var atom: [UInt8] = []
        for byte in pattern.utf8 {
            if byte == UInt8(ascii: "[") {
                depth += 1
                if depth == 1 { atom = [] }
            } else if byte == UInt8(ascii: "]") {
                depth -= 1
                if depth == 0, let number = atomicNumber(of: atom) { insert(number, in: &mask) }
            } else if depth == 1 {
                atom.append(byte)
            }
        }
        return mask
    }

    static func insert(_ atomicNumber: Int, in mask: inout (low: UInt64, high: UInt64)) {
        if atomicNumber < 64 { mask.low |= 1 << UInt64(atomicNumber) }
        if (64..<128).contains(atomicNumber) { mask.high |= 1 << UInt64(atomicNumber - 64) }
    }

    private static func atomicNumber(of atom: [UInt8]) -> Int? {
        guard atom.first == UInt8(ascii: "#"), !atom.contains(UInt8(ascii: ",")) else { return nil }
        let digits = atom.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
