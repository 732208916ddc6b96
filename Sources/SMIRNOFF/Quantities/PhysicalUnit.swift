/// A product of powers of named units, with its factor to this package's internal units.
///
/// Internal units: nm, kJ, mol, e, ps, Da, K, rad. So a molar energy is in [kJ/mol] and a length in [nm].
public struct PhysicalUnit: Hashable, Sendable, CustomStringConvertible {
    /// A named unit and its power.
    public struct Factor: Hashable, Sendable {
        /// The unit's name as written.
        public let name: String
        /// Its exponent.
        public let power: Double
    }

    /// The named units and their powers, in the order written.
    public let factors: [Factor]
    /// What one of this unit is in internal units.
    public let scale: Double
    /// The unit's dimension.
    public let dimension: Dimension

    init(factors: [Factor], scale: Double, dimension: Dimension) {
        (self.factors, self.scale, self.dimension) = (factors, scale, dimension)
    }

    /// The unit of pure numbers.
    public static let none = PhysicalUnit(factors: [], scale: 1, dimension: .none)
    /// kcal/mol.
    public static let kilocaloriePerMole = named("mole", power: -1) * named("kilocalorie")
    /// Å.
    public static let angstrom = named("angstrom")
    /// Degrees of arc.
    public static let degree = named("degree")
    /// The charge of a proton.
    public static let elementaryCharge = named("elementary_charge")

    private static func named(_ name: String, power: Double = 1) -> PhysicalUnit {
        (UnitTable.unit(named: name) ?? .none).power(power)
    }

    /// The product of two units.
    public static func * (left: PhysicalUnit, right: PhysicalUnit) -> PhysicalUnit {
        PhysicalUnit(
            factors: left.factors + right.factors, scale: left.scale * right.scale,
            dimension: left.dimension * right.dimension)
    }

    /// A power of the unit.
    public func power(_ exponent: Double) -> PhysicalUnit {
        if exponent == 1 { return self }
        return PhysicalUnit(
            factors: factors.map { Factor(name: $0.name, power: $0.power * exponent) },
            scale: UnitTable.power(scale, exponent), dimension: dimension.power(exponent))
    }

    /// The unit in OFFXML style, e.g. `mole**-1 * kilocalorie**1`.
    public var description: String {
        factors.map { factor in
            let power = factor.power
            let number = power == power.rounded() && abs(power) < 1e6 ? String(Int(power)) : String(power)
            return "\(factor.name)**\(number)"
        }.joined(separator: " * ")
    }
}
