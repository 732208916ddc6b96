/// The members of a JSON object, in order, each key once.
public struct JSONObject: Sendable, Hashable {
    /// The keys in order.
    public private(set) var keys: [String] = []
    private var values: [String: JSON] = [:]

    /// An object without members.
    public init() {}

    /// An object with members; of members with one key the last counts.
    public init(_ members: [(String, JSON)]) {
        for (key, value) in members { self[key] = value }
    }

    /// The value at a key; assigning nil removes the member, a new key goes last.
    public subscript(key: String) -> JSON? {
        get { values[key] }
        set {
            if let newValue {
                if values.updateValue(newValue, forKey: key) == nil { keys.append(key) }
            } else if values.removeValue(forKey: key) != nil {
                keys.removeAll { $0 == key }
            }
        }
    }

    /// The members in order.
    public var members: [(key: String, value: JSON)] { keys.map { ($0, values[$0] ?? .null) } }

    /// Two objects are equal if their members are, in whatever order.
    public static func == (a: JSONObject, b: JSONObject) -> Bool { a.values == b.values }

    /// Hashes the members, in whatever order.
    public func hash(into hasher: inout Hasher) { hasher.combine(values) }
}
