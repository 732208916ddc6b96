/// Conversion factors between the unit systems of the package's rooms.
///
/// Each room uses one system and converts only at its edge:
/// `Chemistry` [Å], `SMIRNOFF` the text units of OFFXML, `MolecularMechanics` [nm, kJ/mol, e, rad],
/// `ElectronicStructure` and `TorsionDrive` [bohr, hartree, rad], `Fitting` [kcal/mol].
public enum Constants {
    /// Bohr radius [Å]. Source: CODATA 2014, as QCElemental uses it.
    public static let angstromPerBohr = 0.52917721067

    /// Bohr radius [nm].
    public static let nanometerPerBohr = angstromPerBohr / 10

    /// Hartree energy [kJ/mol] as ForceBalance uses it. Source: ForceBalance `nifty.py`, `eqcgmx`.
    public static let kilojoulePerMolePerHartree = 2625.4996

    /// Thermochemical calorie [J].
    public static let joulePerCalorie = 4.184

    /// Hartree energy [kcal/mol], from ``kilojoulePerMolePerHartree``.
    public static let kilocaloriePerMolePerHartree = kilojoulePerMolePerHartree / joulePerCalorie

    /// Coulomb constant 1/(4πε₀) [kJ nm mol⁻¹ e⁻²]. Source: OpenMM 8 `SimTKOpenMMRealType.h` (CODATA 2018).
    public static let coulomb = 138.93545764438198

    /// Radians per degree.
    public static let radianPerDegree = Double.pi / 180
}
