internal import JSON

/// The members of an object that is being read; remembers which keys were asked for.
public final class SchemaFields {
    private let object: JSONObject
    private let node: SchemaNode
    private var known: Set<String> = []

    init(object: JSONObject, node: SchemaNode) {
        (self.object, self.node) = (object, node)
    }

    /// The value of a key that must be there.
    public func required<T>(_ key: String, _ read: (SchemaNode) -> T?) -> T? {
        known.insert(key)
        guard let value = object[key] else {
            return node.child(.string(key), .null).fail("field required", "value_error.missing")
        }
        return read(node.child(.string(key), value))
    }

    /// The value of a key, or a default where the key is absent.
    public func optional<T>(_ key: String, default value: T, _ read: (SchemaNode) -> T?) -> T? {
        known.insert(key)
        return object[key].map { read(node.child(.string(key), $0)) } ?? value
    }

    /// Whether the object has the key.
    public func has(_ key: String) -> Bool { object[key] != nil }

    /// Logs an issue for each key that no reader asked for.
    public func forbidOthers() {
        for key in object.keys where !known.contains(key) {
            let _: Never? = node.child(.string(key), .null).fail("extra fields not permitted", "value_error.extra")
        }
    }
}
