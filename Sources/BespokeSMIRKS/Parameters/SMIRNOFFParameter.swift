/// Which values of which parameter are fitted, in the form of the workflow schema.
public struct SMIRNOFFParameter: Hashable, Sendable, Codable {
    /// The section.
    public var type: ParameterKind
    /// The pattern.
    public var smirks: String
    /// The names of the values that are fitted, e.g. `k1`.
    public var attributes: [String]
    /// Whether the values come from an earlier fit and stay as they are.
    public var cached: Bool

    /// A parameter to be fitted.
    public init(type: ParameterKind, smirks: String, attributes: [String], cached: Bool = false) {
        (self.type, self.smirks, self.attributes, self.cached) = (type, smirks, attributes, cached)
    }

    /// Reads a parameter; `cached` is false where it is missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        type = try container.decode(ParameterKind.self, forKey: .type)
        smirks = try container.decode(String.self, forKey: .smirks)
        attributes = try container.decode([String].self, forKey: .attributes)
        cached = try container.decodeIfPresent(Bool.self, forKey: .cached) ?? false
    }
}
