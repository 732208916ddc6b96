internal import Chemistry
public import JSON

/// A parameter that is to be fitted: its SMIRKS and which of its attributes may change.
public struct ParameterSchema: SchemaValue, Hashable {
    /// The kind of parameter.
    public var type: ParameterType
    /// The SMIRKS pattern that identifies it.
    public var smirks: String
    /// Names of the attributes that may change.
    public var attributes: Set<String>
    /// Whether its values were taken from the cache of fitted parameters.
    public var cached: Bool

    /// A parameter with the attributes to fit.
    public init(type: ParameterType, smirks: String, attributes: Set<String>, cached: Bool = false) {
        (self.type, self.smirks, self.attributes, self.cached) = (type, smirks, attributes, cached)
    }

    /// Reads a parameter; its SMIRKS must tag as many atoms as its kind has.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields(),
            let type = fields.required("type", { $0.choice(ParameterType.allCases.map(\.rawValue)) })
                .flatMap(ParameterType.init(rawValue:))
        else { return nil }
        let smirks = fields.required("smirks") { $0.smirks(tags: type.taggedAtoms) }
        let attributes = fields.required("attributes") { $0.list { $0.choice(type.allowedAttributes.sorted()) } }
        let cached = fields.optional("cached", default: false) { $0.boolean() }
        fields.forbidOthers()
        guard let smirks, let attributes, let cached else { return nil }
        self.init(type: type, smirks: smirks, attributes: Set(attributes), cached: cached)
    }

    /// The parameter as JSON; attributes are sorted.
    public var json: JSON {
        [
            "type": .string(type.rawValue), "smirks": .string(smirks), "attributes": .strings(attributes.sorted()),
            "cached": .boolean(cached),
        ]
    }
}

extension SchemaNode {
    /// A SMARTS pattern with a given number of tagged atoms.
    public func smirks(tags: Int) -> String? {
        guard let pattern = string() else { return nil }
        do {
            let found = try SMARTS(pattern).taggedAtomCount
            guard found == tags else {
                let message = "The smirks pattern (\(pattern)) has \(found) tagged atoms, but should have \(tags)."
                return fail(message, "assertion_error")
            }
            return pattern
        } catch {
            return fail("\(error)", "value_error")
        }
    }
}
