/// The physical dimension of a value: powers of length, energy, amount, charge, time, mass and temperature.
///
/// Angles have no dimension; a degree is π/180.
public struct Dimension: Hashable, Sendable, CustomStringConvertible {
    private static let names = ["length", "energy", "amount", "charge", "time", "mass", "temperature"]
    let powers: SIMD8<Double>

    init(
        length: Double = 0, energy: Double = 0, amount: Double = 0, charge: Double = 0, time: Double = 0,
        mass: Double = 0,
        temperature: Double = 0
    ) {
        powers = SIMD8(length, energy, amount, charge, time, mass, temperature, 0)
    }

    private init(powers: SIMD8<Double>) { self.powers = powers }

    /// A pure number, or an angle.
    public static let none = Dimension()
    /// A length.
    public static let length = Dimension(length: 1)
    /// An energy per mole.
    public static let molarEnergy = Dimension(energy: 1, amount: -1)
    /// An electric charge.
    public static let charge = Dimension(charge: 1)
    /// A molar energy per squared length, as bond force constants have.
    public static let bondForceConstant = Dimension(length: -2, energy: 1, amount: -1)

    /// The product of two dimensions.
    static func * (left: Dimension, right: Dimension) -> Dimension { Dimension(powers: left.powers + right.powers) }

    func power(_ exponent: Double) -> Dimension { Dimension(powers: powers * exponent) }

    /// For example `energy amount^-1`; `dimensionless` for a pure number.
    public var description: String {
        let parts = Self.names.indices.compactMap { index -> String? in
            let power = powers[index]
            if power == 0 { return nil }
            let number = power == power.rounded() && abs(power) < 1e6 ? String(Int(power)) : String(power)
            return power == 1 ? Self.names[index] : "\(Self.names[index])^\(number)"
        }
        return parts.isEmpty ? "dimensionless" : parts.joined(separator: " ")
    }
}
