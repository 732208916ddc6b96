public import SMIRNOFF

/// A parameter to be fitted: its values before the fit and the atoms that it applies to.
public struct BespokeParameter: Hashable, Sendable {
    /// The section.
    public let kind: ParameterKind
    /// The SMIRKS and the initial values, with an id that ends in `-BF` if the pattern is new.
    public var parameter: Parameter
    /// The SMIRKS with its tagged atoms numbered the other way round, if it is known.
    let mirroredSMIRKS: String?
    /// The distinct matches in the fragment, 0-based atom indices in tag order.
    public let fragmentMatches: [[Int]]
    /// The distinct matches in the parent, 0-based atom indices in tag order.
    public let parentMatches: [[Int]]

    /// The names of the values that are fitted: every k of a torsion, both values of other kinds.
    public var attributes: [String] {
        switch kind {
        case .vdW: ["epsilon", "sigma"]
        case .bonds: ["k", "length"]
        case .angles: ["k", "angle"]
        case .properTorsions, .improperTorsions: (0..<parameter.torsionTermCount).map { "k\($0 + 1)" }
        }
    }

    /// The same for patterns that differ in direction only.
    var identity: [String] {
        [kind.rawValue, mirroredSMIRKS.map { min($0, parameter.smirks) } ?? parameter.smirks]
    }
}
