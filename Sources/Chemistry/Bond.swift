/// Configuration of a double bond by the Cahn–Ingold–Prelog rules.
public enum BondStereo: String, Hashable, Sendable {
    /// Opposite.
    case E
    /// Together.
    case Z
}

/// One bond of a molecule; atom indices are 0-based.
public struct Bond: Hashable, Sendable {
    /// First atom, in the order in which the bond was written.
    public let a: Int
    /// Second atom.
    public let b: Int
    /// Lewis order 1, 2 or 3 in one Kekulé form.
    public let order: Int
    /// Whether the bond is aromatic in the MDL model.
    public let isAromatic: Bool
    /// Whether the bond lies in a ring.
    public let isInRing: Bool
    /// Stated configuration, nil where there is none.
    public let stereo: BondStereo?

    /// The bond's other atom.
    public func other(_ atom: Int) -> Int { atom == a ? b : a }
}
