internal import Units

/// Configuration of a tetrahedral stereocentre by the Cahn–Ingold–Prelog rules.
public enum AtomStereo: String, Hashable, Sendable {
    /// Rectus.
    case R
    /// Sinister.
    case S
}

/// One atom of a molecule.
public struct Atom: Hashable, Sendable {
    /// Atomic number, 1 for hydrogen.
    public let atomicNumber: Int
    /// Formal charge [e].
    public let formalCharge: Int
    /// Whether the atom is aromatic in the MDL model.
    public let isAromatic: Bool
    /// Stated configuration, nil where there is none.
    public let stereo: AtomStereo?
    /// Map number, 0 where there is none.
    public internal(set) var mapNumber: Int
    /// Number of the atom's bonds that lie in a ring.
    public let ringBondCount: Int
    /// Size of the smallest ring through the atom, 0 when it is in none.
    public let smallestRing: Int
    /// Number of smallest rings (symmetrised set) through the atom.
    public let ringCount: Int
    /// Name given by the file the molecule came from; may be empty.
    public internal(set) var name: String

    /// The element's symbol.
    public var symbol: String { Element.symbol(atomicNumber) }
    /// Whether the atom is not hydrogen.
    public var isHeavy: Bool { atomicNumber > 1 }
}
