public import JSON

/// A value with a form in the reference system's JSON.
public protocol SchemaValue: Sendable, Codable {
    /// Reads the value, logging every issue at the node; nil if there was one.
    init?(reading node: SchemaNode)

    /// The value as JSON, its keys in the declared order.
    var json: JSON { get }
}

extension SchemaValue {
    /// Reads a value from JSON.
    ///
    /// - Throws: ``SchemaError`` that lists every issue with its path.
    public init(json: JSON) throws(SchemaError) {
        let node = SchemaNode(json)
        let value = Self(reading: node)
        guard let value, node.log.issues.isEmpty else {
            throw SchemaError(document: String(describing: Self.self), issues: node.log.issues)
        }
        self = value
    }

    /// Reads a value from a JSON text.
    ///
    /// - Throws: ``SchemaError``; a text that is not JSON is one issue without a path.
    public init(text: String) throws(SchemaError) {
        let json: JSON
        do {
            json = try JSON.parse(text)
        } catch {
            let issue = SchemaIssue(location: [], message: error.description, type: "json_invalid")
            throw SchemaError(document: String(describing: Self.self), issues: [issue])
        }
        try self.init(json: json)
    }
}

extension SchemaValue {
    /// Reads the value's JSON form.
    public init(from decoder: any Decoder) throws { try self.init(json: JSON(from: decoder)) }

    /// Writes the value's JSON form.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
