/// What made the fragments.
public struct FragmentationProvenance: Hashable, Sendable, Codable {
    /// The program.
    public let creator: String
    /// Its version.
    public let version: String
    /// The settings.
    public let options: FragmentationOptions
    /// Names and versions of the libraries that were used.
    public let toolkits: [[String]]

    /// A record of what made the fragments.
    public init(creator: String, version: String, options: FragmentationOptions, toolkits: [[String]]) {
        (self.creator, self.version, self.options, self.toolkits) = (creator, version, options, toolkits)
    }
}

/// The settings of a fragmentation: those of the engine and the patterns of the target bonds.
public struct FragmentationOptions: Hashable, Sendable, Codable {
    /// The engine, nil where molecules are not fragmented.
    public let engine: FragmentationEngine?
    /// Patterns of the bonds to fragment around.
    public let targetBondSMARTS: [String]?

    /// Settings of a fragmentation.
    public init(engine: FragmentationEngine?, targetBondSMARTS: [String]?) {
        (self.engine, self.targetBondSMARTS) = (engine, targetBondSMARTS)
    }

    private enum CodingKeys: String, CodingKey {
        case scheme
        case targetBondSMARTS = "target_bond_smarts"
    }

    /// Reads the engine's settings and `target_bond_smarts`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        engine = container.contains(.scheme) ? try FragmentationEngine(from: decoder) : nil
        targetBondSMARTS = try container.decodeIfPresent([String].self, forKey: .targetBondSMARTS)
    }

    /// Writes the engine's settings, then `target_bond_smarts` if there are any.
    public func encode(to encoder: any Encoder) throws {
        try engine?.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(targetBondSMARTS, forKey: .targetBondSMARTS)
    }
}
