/// The scheme by which molecules are fragmented.
public enum FragmentationEngine: Hashable, Sendable {
    /// The smallest fragment around each bond.
    case pfizer(PfizerFragmenter)
    /// Fragments that keep the bond order.
    case wbo(WBOFragmenter)

    /// The bond-order scheme with its default settings.
    public static let standard = FragmentationEngine.wbo(WBOFragmenter())

    /// Groups that stay whole.
    public var functionalGroups: FunctionalGroups {
        switch self {
        case .pfizer(let settings): settings.functionalGroups
        case .wbo(let settings): settings.functionalGroups
        }
    }
}

extension FragmentationEngine: Codable {
    private enum CodingKeys: String, CodingKey { case scheme }

    /// Reads an engine by its `scheme`, `WBO` or `Pfizer`; without one it is `WBO`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let scheme = try container.decodeIfPresent(String.self, forKey: .scheme) ?? "WBO"
        switch scheme {
        case "WBO": self = .wbo(try WBOFragmenter(from: decoder))
        case "Pfizer": self = .pfizer(try PfizerFragmenter(from: decoder))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .scheme, in: container,
                debugDescription: "unknown fragmentation scheme '\(scheme)'; there are 'WBO' and 'Pfizer'")
        }
    }

    /// Writes the settings of the scheme.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .pfizer(let settings): try settings.encode(to: encoder)
        case .wbo(let settings): try settings.encode(to: encoder)
        }
    }
}
