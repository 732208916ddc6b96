/// A potential energy split by kind of term [kJ/mol].
public struct EnergyComponents: Sendable, Equatable {
    /// Energy of the bonds [kJ/mol].
    public var bonds = 0.0
    /// Energy of the angles [kJ/mol].
    public var angles = 0.0
    /// Energy of the proper torsions [kJ/mol].
    public var propers = 0.0
    /// Energy of the improper torsions [kJ/mol].
    public var impropers = 0.0
    /// Lennard-Jones energy, with the scaled 1–4 pairs [kJ/mol].
    public var vdW = 0.0
    /// Coulomb energy, with the scaled 1–4 pairs [kJ/mol].
    public var electrostatics = 0.0

    /// No energy at all.
    public init() {}

    /// The sum of all terms [kJ/mol].
    public var total: Double { bonds + angles + propers + impropers + vdW + electrostatics }
}
