/// A place in a molecule where stereochemistry is possible but not stated.
public enum UndefinedStereo: Hashable, Sendable {
    /// A tetrahedral centre [0-based atom index].
    case atom(Int)
    /// A double bond [0-based bond index].
    case bond(Int)
}
