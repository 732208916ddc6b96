/// What a fit did, and how good its force field is.
public struct BespokeReport: Sendable, Codable, Hashable {
    /// The objective after one iteration.
    public struct Objective: Sendable, Codable, Hashable {
        /// The whole objective.
        public var total: Double
        /// The objective without the penalty.
        public var unpenalized: Double

        /// An objective from its values.
        public init(total: Double, unpenalized: Double) { (self.total, self.unpenalized) = (total, unpenalized) }
    }

    /// The molecule as SMILES.
    public var smiles: String
    /// Each rotatable bond.
    public var torsions: [TorsionReport]
    /// Each fitted value.
    public var parameters: [ParameterReport]
    /// The objective at the start and after each iteration.
    public var objective: [Objective]
    /// Whether the fit converged.
    public var converged: Bool
    /// Why it did not, or what it stopped on.
    public var reason: String
    /// What the user should know.
    public var warnings: [String]

    /// A report from its parts.
    public init(
        smiles: String, torsions: [TorsionReport] = [], parameters: [ParameterReport] = [],
        objective: [Objective] = [], converged: Bool = true, reason: String = "", warnings: [String] = []
    ) {
        (self.smiles, self.torsions, self.parameters, self.objective) = (smiles, torsions, parameters, objective)
        (self.converged, self.reason, self.warnings) = (converged, reason, warnings)
    }
}
