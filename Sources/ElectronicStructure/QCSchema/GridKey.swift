/// The name of a one-dimensional grid point in a torsion drive's result.
public enum GridKey {
    /// The name of an angle [degree], as freshly computed scans write it: `-165`.
    public static func name(_ angle: Int) -> String { String(angle) }

    /// The angle [degree] of a name: `-165`, `[-165]`, `(-165,)`, `[-165.0]` or `-165.0`; nil for anything else.
    public static func angle(_ name: String) -> Int? {
        var bare = Substring(name)
        for (open, close) in [("[", "]"), ("(", ",)"), ("(", ")")] where bare.hasPrefix(open) && bare.hasSuffix(close) {
            bare = bare.dropFirst(open.count).dropLast(close.count)
            break
        }
        return Int(bare) ?? Double(bare).flatMap { Int(exactly: $0) }
    }
}

/// A table from grid angle [degree] to a value, written by ascending angle.
struct GridTable<Value: Codable>: Codable {
    var values: [Int: Value]

    init(_ values: [Int: Value]) { self.values = values }

    init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: SchemaKey.self)
        values = [:]
        for key in c.allKeys {
            guard let angle = GridKey.angle(key.stringValue) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: c, debugDescription: "'\(key.stringValue)' is not the name of a grid point")
            }
            values[angle] = try c.decode(Value.self, forKey: key)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: SchemaKey.self)
        for (angle, value) in values.sorted(by: { $0.key < $1.key }) {
            try c.encode(value, forKey: SchemaKey(stringValue: GridKey.name(angle)))
        }
    }
}
