/// How bespoke torsion parameters are made.
public struct SMIRKSSettings: Hashable, Sendable, Codable {
    /// Whether every torsion gets the periodicities 1 to 4.
    public var expandTorsionTerms: Bool
    /// Whether new patterns are made; otherwise the parameters that apply already are fitted.
    public var generateBespokeTerms: Bool

    /// Settings, both on by default.
    public init(expandTorsionTerms: Bool = true, generateBespokeTerms: Bool = true) {
        (self.expandTorsionTerms, self.generateBespokeTerms) = (expandTorsionTerms, generateBespokeTerms)
    }

    private enum CodingKeys: String, CodingKey {
        case expandTorsionTerms = "expand_torsion_terms"
        case generateBespokeTerms = "generate_bespoke_terms"
    }

    /// Reads the settings; what is missing is on.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        expandTorsionTerms = try container.decodeIfPresent(Bool.self, forKey: .expandTorsionTerms) ?? true
        generateBespokeTerms = try container.decodeIfPresent(Bool.self, forKey: .generateBespokeTerms) ?? true
    }
}
