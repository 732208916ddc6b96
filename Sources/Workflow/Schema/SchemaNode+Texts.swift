internal import JSON

extension SchemaNode {
    /// A dictionary of texts.
    public func texts() -> [String: String]? {
        dictionary { $0.string() }.map { Dictionary($0.map { ($0.key, $0.value) }) { _, last in last } }
    }
}

extension JSON {
    /// An object of texts, in the order of their keys.
    static func texts(_ texts: [String: String]) -> JSON {
        .object(JSONObject(texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }

    /// An array of texts.
    static func strings(_ strings: [String]) -> JSON { .array(strings.map(JSON.string)) }
}
