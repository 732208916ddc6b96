internal import Glibc
internal import MolecularMechanics
internal import Units

/// An attribute of an OFFXML parameter that can be fitted, with the unit OpenFF force fields give it.
public enum ParameterAttribute: String, Sendable, Hashable, Codable, CaseIterable {
    /// Force constant: bonds [kcal/mol/Å²], angles [kcal/mol/rad²], torsions [kcal/mol] (`k1`, `k2`, … by the reference's term).
    case k
    /// Rest length of a bond [Å].
    case length
    /// Rest angle [degree].
    case angle
    /// Lennard-Jones ε [kcal/mol].
    case epsilon
    /// Lennard-Jones σ [Å].
    case sigma
    /// Half the distance of the Lennard-Jones minimum [Å]; σ = 2^(5/6) · rmin_half.
    case rminHalf = "rmin_half"

    /// What the attribute sets in a ``System``.
    var termAttribute: TermAttribute {
        switch self {
        case .k: .forceConstant
        case .length, .angle: .equilibrium
        case .epsilon: .epsilon
        case .sigma, .rminHalf: .sigma
        }
    }

    /// Units of `MolecularMechanics` in one OFFXML unit, or nil where the section has no such attribute.
    func internalPerUnit(section: String) -> Double? {
        let energy = Constants.joulePerCalorie
        switch (self, section) {
        case (.k, "Bonds"): return energy * 100
        case (.k, "Angles"), (.k, "ProperTorsions"), (.k, "ImproperTorsions"): return energy
        case (.length, "Bonds"): return 0.1
        case (.angle, "Angles"): return Constants.radianPerDegree
        case (.epsilon, "vdW"): return energy
        case (.sigma, "vdW"): return 0.1
        case (.rminHalf, "vdW"): return 0.1 * pow(2, 5.0 / 6)
        default: return nil
        }
    }

    /// The unit as OFFXML writes it.
    func unit(section: String) -> String {
        switch (self, section) {
        case (.k, "Bonds"): "kilocalorie / angstrom ** 2 / mole"
        case (.k, "Angles"): "kilocalorie / radian ** 2 / mole"
        case (.k, _), (.epsilon, _): "kilocalorie / mole"
        case (.angle, _): "degree"
        case (.length, _), (.sigma, _), (.rminHalf, _): "angstrom"
        }
    }
}
