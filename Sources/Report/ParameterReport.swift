/// One fitted value before and after the fit.
public struct ParameterReport: Sendable, Codable, Hashable {
    /// The OFFXML section, e.g. `ProperTorsions`.
    public var section: String
    /// The parameter's identifier in the refit force field.
    public var id: String
    /// The parameter's SMIRKS.
    public var smirks: String
    /// The attribute, e.g. `k1`.
    public var attribute: String
    /// The unit of the values, as OFFXML text.
    public var unit: String
    /// The value before the fit.
    public var initial: Double
    /// The value after the fit.
    public var refit: Double
    /// The prior width.
    public var prior: Double

    /// A report from its parts.
    public init(
        section: String, id: String, smirks: String, attribute: String, unit: String, initial: Double, refit: Double,
        prior: Double
    ) {
        (self.section, self.id, self.smirks, self.attribute) = (section, id, smirks, attribute)
        (self.unit, self.initial, self.refit, self.prior) = (unit, initial, refit, prior)
    }
}
