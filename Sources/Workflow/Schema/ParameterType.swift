/// A kind of SMIRNOFF parameter that a stage may fit.
public enum ParameterType: String, Sendable, CaseIterable, Hashable {
    case properTorsions = "ProperTorsions"
    case bonds = "Bonds"
    case angles = "Angles"
    case vdW
    case improperTorsions = "ImproperTorsions"

    /// How many atoms its SMIRKS tags.
    public var taggedAtoms: Int {
        switch self {
        case .vdW: 1
        case .bonds: 2
        case .angles: 3
        case .properTorsions, .improperTorsions: 4
        }
    }

    /// The default prior widths, in the units of the OFFXML attribute.
    public var defaultPriors: [(key: String, value: Double)] {
        switch self {
        case .vdW: [("epsilon", 0.1), ("sigma", 0.1)]
        case .bonds: [("k", 100), ("length", 0.1)]
        case .angles: [("k", 10), ("angle", 10)]
        case .properTorsions, .improperTorsions: [("k", 6)]
        }
    }

    /// The names of attributes that may be fitted.
    public var allowedAttributes: Set<String> {
        switch self {
        case .vdW: return ["epsilon", "sigma"]
        case .bonds: return ["k", "length"]
        case .angles: return ["k", "angle"]
        case .properTorsions:
            let numbered = (1...6).flatMap { n in
                ["k\(n)", "k\(n)_bondorder1", "k\(n)_bondorder2", "periodicity\(n)", "phase\(n)", "idivf\(n)"]
            }
            return Set(numbered + ["k", "k1_bondorder", "periodicity", "phase", "idivf"])
        case .improperTorsions:
            let numbered = (1...4).flatMap { n in ["k\(n)", "periodicity\(n)", "phase\(n)", "idivf\(n)"] }
            return Set(numbered + ["k", "periodicity", "phase", "idivf"])
        }
    }
}
