/// How Wiberg bond orders are computed.
public struct WBOOptions: Hashable, Sendable, Codable {
    /// The level of theory.
    public enum Method: String, Hashable, Sendable, Codable, CaseIterable {
        /// AM1, mean over the conformers that the electrostatically least interacting (ELF10) selection keeps.
        case am1 = "am1-wiberg-elf10"
        /// GFN2-xTB with the same selection: faster, and this program's own addition.
        case xtb = "xtb-wiberg-elf10"
    }

    /// The level of theory.
    public var method: Method
    /// The most conformers to generate.
    public var maximumConformers: Int
    /// Conformers closer than this to another are dropped [Å].
    public var rmsThreshold: Double

    /// Options with their defaults.
    public init(method: Method = .am1, maximumConformers: Int = 800, rmsThreshold: Double = 1) {
        (self.method, self.maximumConformers, self.rmsThreshold) = (method, maximumConformers, rmsThreshold)
    }

    private enum CodingKeys: String, CodingKey {
        case method
        case maximumConformers = "max_conformers"
        case rmsThreshold = "rms_threshold"
    }

    /// Reads the options; unknown keys are ignored, missing ones take their defaults.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let defaults = WBOOptions()
        method = try container.decodeIfPresent(Method.self, forKey: .method) ?? defaults.method
        maximumConformers =
            try container.decodeIfPresent(Int.self, forKey: .maximumConformers) ?? defaults.maximumConformers
        rmsThreshold = try container.decodeIfPresent(Double.self, forKey: .rmsThreshold) ?? defaults.rmsThreshold
    }
}
