/// How much each point of a profile counts, by its reference energy above the lowest.
///
/// - Source: ForceBalance `TorsionProfileTarget` (attenuated weights).
public struct EnergyWeighting: Sendable, Hashable {
    /// Whether high energies count less; otherwise all usable points count the same.
    public var attenuates: Bool
    /// Energy that a deviation is measured in [kcal/mol].
    public var denominator: Double
    /// Energy above which an attenuated point does not count [kcal/mol].
    public var cutoff: Double

    /// A weighting; the defaults are those of a torsion profile.
    public init(attenuates: Bool = true, denominator: Double = 1, cutoff: Double = 10) {
        (self.attenuates, self.denominator, self.cutoff) = (attenuates, denominator, cutoff)
    }

    /// Weights with sum 1 for energies ΔE above the lowest [kcal/mol].
    ///
    /// Attenuated: 0 above the cut-off, 1/d below the denominator d, otherwise 1/√(d² + (ΔE − d)²). Points whose energy
    /// is not a number get 0.
    func weights(of energies: [Double]) -> [Double] {
        let raw = energies.map { energy -> Double in
            guard energy.isFinite else { return 0 }
            guard attenuates else { return 1 }
            if energy > cutoff { return 0 }
            if energy < denominator { return 1 / denominator }
            let excess = energy - denominator
            return 1 / (denominator * denominator + excess * excess).squareRoot()
        }
        let sum = raw.reduce(0, +)
        return sum > 0 ? raw.map { $0 / sum } : raw
    }
}
