/// Settings of the bond-order scheme: fragments grow until the Wiberg order of their bond is that in the parent.
///
/// - Source: C. D. Stern et al., bioRxiv 2020.08.27.270934, as implemented by the OpenFF fragmenter.
public struct WBOFragmenter: Hashable, Sendable, Codable {
    /// How the substituent to be added next is chosen.
    public enum Heuristic: String, Hashable, Sendable, Codable, CaseIterable {
        /// The one nearest to the bond.
        case pathLength = "path_length"
        /// The one whose connecting bond has the largest order.
        case wbo
    }

    /// Groups that stay whole.
    public var functionalGroups: FunctionalGroups
    /// How bond orders are computed, for the parent and for fragments.
    public var wboOptions: WBOOptions
    /// The largest change of the bond order that is accepted.
    public var threshold: Double
    /// How the substituent to be added next is chosen.
    public var heuristic: Heuristic
    /// Whether ring substituents that cannot rotate stay on their ring.
    public var keepNonRotorRingSubstituents: Bool

    /// Settings with their defaults.
    public init(
        functionalGroups: FunctionalGroups = .standard, wboOptions: WBOOptions = WBOOptions(), threshold: Double = 0.03,
        heuristic: Heuristic = .pathLength, keepNonRotorRingSubstituents: Bool = false
    ) {
        (self.functionalGroups, self.wboOptions, self.threshold) = (functionalGroups, wboOptions, threshold)
        (self.heuristic, self.keepNonRotorRingSubstituents) = (heuristic, keepNonRotorRingSubstituents)
    }

    private enum CodingKeys: String, CodingKey {
        case functionalGroups = "functional_groups"
        case scheme
        case wboOptions = "wbo_options"
        case threshold
        case heuristic
        case keepNonRotorRingSubstituents = "keep_non_rotor_ring_substituents"
    }

    /// Reads the settings; unknown keys are ignored, missing ones take their defaults.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let defaults = WBOFragmenter()
        functionalGroups =
            try container.decodeIfPresent(FunctionalGroups.self, forKey: .functionalGroups) ?? defaults.functionalGroups
        wboOptions = try container.decodeIfPresent(WBOOptions.self, forKey: .wboOptions) ?? defaults.wboOptions
        threshold = try container.decodeIfPresent(Double.self, forKey: .threshold) ?? defaults.threshold
        heuristic = try container.decodeIfPresent(Heuristic.self, forKey: .heuristic) ?? defaults.heuristic
        keepNonRotorRingSubstituents =
            try container.decodeIfPresent(Bool.self, forKey: .keepNonRotorRingSubstituents)
            ?? defaults.keepNonRotorRingSubstituents
    }

    /// Writes all settings in the order of the workflow schema.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(functionalGroups, forKey: .functionalGroups)
        try container.encode("WBO", forKey: .scheme)
        try container.encode(wboOptions, forKey: .wboOptions)
        try container.encode(threshold, forKey: .threshold)
        try container.encode(heuristic, forKey: .heuristic)
        try container.encode(keepNonRotorRingSubstituents, forKey: .keepNonRotorRingSubstituents)
    }
}
