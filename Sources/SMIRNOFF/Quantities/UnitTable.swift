import Glibc
import Units

/// The named units that OFFXML texts use.
///
/// - Source: the default unit registry of Pint, <https://github.com/hgrecco/pint>, for names and plurals.
enum UnitTable {
    private static let entries: [String: PhysicalUnit] = {
        let table: [([String], Double, Dimension)] = [
            (["angstrom", "ångström", "Å", "A"], 0.1, .length),
            (["nanometer", "nanometre", "nm"], 1, .length),
            (["picometer", "picometre", "pm"], 0.001, .length),
            (["centimeter", "centimetre", "cm"], 1e7, .length),
            (["meter", "metre", "m"], 1e9, .length),
            (["bohr", "a0", "bohr_radius"], Constants.nanometerPerBohr, .length),
            (["kilocalorie", "kcal"], Constants.joulePerCalorie, Dimension(energy: 1)),
            (["calorie", "cal"], Constants.joulePerCalorie / 1000, Dimension(energy: 1)),
            (["kilojoule", "kJ"], 1, Dimension(energy: 1)),
            (["joule", "J"], 0.001, Dimension(energy: 1)),
            (
                ["kilocalorie_per_mole", "kilocalories_per_mole", "kcal_per_mol"], Constants.joulePerCalorie,
                .molarEnergy
            ),
            (["calorie_per_mole", "calories_per_mole"], Constants.joulePerCalorie / 1000, .molarEnergy),
            (["kilojoule_per_mole", "kilojoules_per_mole"], 1, .molarEnergy),
            (["joule_per_mole", "joules_per_mole"], 0.001, .molarEnergy),
            (["mole", "mol"], 1, Dimension(amount: 1)),
            (["elementary_charge", "e", "proton_charge"], 1, .charge),
            (["coulomb", "C"], 1 / 1.602176634e-19, .charge),
            (["radian", "rad"], 1, .none),
            (["degree", "deg"], Constants.radianPerDegree, .none),
            (["dimensionless"], 1, .none),
            (["picosecond", "ps"], 1, Dimension(time: 1)),
            (["femtosecond", "fs"], 0.001, Dimension(time: 1)),
            (["dalton", "Da", "unified_atomic_mass_unit", "amu"], 1, Dimension(mass: 1)),
            (["kelvin", "K"], 1, Dimension(temperature: 1)),
        ]
        var entries: [String: PhysicalUnit] = [:]
        for (names, scale, dimension) in table {
            for name in names {
                let factor = PhysicalUnit.Factor(name: name, power: 1)
                entries[name] = PhysicalUnit(factors: [factor], scale: scale, dimension: dimension)
            }
        }
        return entries
    }()

    /// The unit of that name, singular or plural; nil if it is not known.
    static func unit(named name: String) -> PhysicalUnit? {
        if let unit = entries[name] { return unit }
        guard name.count > 3, name.hasSuffix("s"), let singular = entries[String(name.dropLast())] else { return nil }
        let factor = PhysicalUnit.Factor(name: name, power: 1)
        return PhysicalUnit(factors: [factor], scale: singular.scale, dimension: singular.dimension)
    }

    /// `base` to a power, exact for small whole powers.
    static func power(_ base: Double, _ exponent: Double) -> Double {
        guard exponent == exponent.rounded(), abs(exponent) <= 16 else { return pow(base, exponent) }
        var result = 1.0
        for _ in 0..<Int(abs(exponent)) { result *= base }
        return exponent < 0 ? 1 / result : result
    }
}
