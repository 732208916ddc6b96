/// The names and kinds of attributes that a section and its parameters may have.
///
/// In names, `#` stands for a 1-based number, as in `k#` for `k1`, `k2`, ….
/// - Source: the SMIRNOFF specification, <https://openforcefield.github.io/standards/standards/smirnoff/>.
struct SectionSchema: Sendable {
    /// The section's tag, e.g. `Bonds`.
    let tag: String
    /// The tag of its parameters, e.g. `Bond`; nil if it has none.
    let element: String?
    /// The versions that are understood.
    let versions: [String]
    /// Attributes of the section, `version` apart.
    let sectionRules: [String: AttributeRule]
    /// Attributes of a parameter.
    let parameterRules: [String: AttributeRule]
    /// Names with `#` of the attributes that must go on without a gap from 1, all equally long.
    let series: [String]
    /// Sets of attribute names of which a parameter has exactly one.
    let alternatives: [[String]]

    init(
        _ tag: String, element: String? = nil, versions: [String] = ["0.3"],
        section: [String: AttributeRule.Kind] = [:],
        required: [String: AttributeRule.Kind] = [:], optional: [String: AttributeRule.Kind] = [:],
        series: [String] = [],
        alternatives: [[String]] = []
    ) {
        (self.tag, self.element, self.versions, self.series, self.alternatives) = (
            tag, element, versions, series, alternatives
        )
        var sectionRules = section.mapValues { AttributeRule(kind: $0) }
        sectionRules["version"] = AttributeRule(kind: .text, isRequired: true)
        self.sectionRules = sectionRules
        var rules = optional.mapValues { AttributeRule(kind: $0) }
        rules["smirks"] = AttributeRule(kind: .pattern, isRequired: true)
        rules["id"] = AttributeRule(kind: .text)
        rules["parent_id"] = AttributeRule(kind: .text)
        for (name, kind) in required { rules[name] = AttributeRule(kind: kind, isRequired: true) }
        parameterRules = rules
    }

    /// The rule of a parameter's attribute; nil if it may not have that attribute.
    func parameterRule(for name: String) -> AttributeRule? {
        if let rule = parameterRules[name], !name.utf8.contains(UInt8(ascii: "#")) { return rule }
        guard name.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return parameterRules[Self.numberless(name)]
    }

    /// A name with each run of digits written as `#`.
    static func numberless(_ name: String) -> String {
        var result: [UInt8] = []
        for byte in name.utf8 {
            if byte >= 0x30 && byte <= 0x39 {
                if result.last != UInt8(ascii: "#") { result.append(UInt8(ascii: "#")) }
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The schema of a section; nil if SMIRNOFF has no such section.
    static func named(_ tag: String) -> SectionSchema? { standard[tag] }
}
