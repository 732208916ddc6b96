public import Fragmentation

/// Everything that a fragmentation depends on.
public struct FragmentationRequest: Sendable, Codable, Hashable {
    /// The molecule as mapped SMILES.
    public var cmiles: String
    /// How it is cut; nil for not at all.
    public var engine: FragmentationEngine?
    /// SMARTS patterns of the bonds to fit.
    public var targetTorsionSMIRKS: [String]?

    /// A fragmentation of a molecule.
    public init(cmiles: String, engine: FragmentationEngine?, targetTorsionSMIRKS: [String]?) {
        (self.cmiles, self.engine, self.targetTorsionSMIRKS) = (cmiles, engine, targetTorsionSMIRKS)
    }
}

/// How a molecule was cut.
public struct FragmentationWork: Sendable, Codable, Hashable {
    /// The fragments; nil when there is neither an engine nor a bond to fit.
    public var outcome: FragmentationOutcome?
    /// Things a user should know.
    public var warnings: [String]

    /// How a molecule was cut.
    public init(outcome: FragmentationOutcome?, warnings: [String] = []) {
        (self.outcome, self.warnings) = (outcome, warnings)
    }
}
