/// Settings of the Pfizer scheme: the smallest fragment around each bond by rules about rings and groups.
///
/// - Source: B. Rai et al., J. Chem. Inf. Model. 59 (2019) 4195, as implemented by the OpenFF fragmenter.
public struct PfizerFragmenter: Hashable, Sendable, Codable {
    /// Groups that stay whole.
    public var functionalGroups: FunctionalGroups

    /// Settings with their defaults.
    public init(functionalGroups: FunctionalGroups = .standard) { self.functionalGroups = functionalGroups }

    private enum CodingKeys: String, CodingKey {
        case functionalGroups = "functional_groups"
        case scheme
    }

    /// Reads the settings; unknown keys are ignored, missing ones take their defaults.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        functionalGroups = try container.decodeIfPresent(FunctionalGroups.self, forKey: .functionalGroups) ?? .standard
    }

    /// Writes `functional_groups` and `scheme`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(functionalGroups, forKey: .functionalGroups)
        try container.encode("Pfizer", forKey: .scheme)
    }
}
