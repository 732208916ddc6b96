internal import JSON

/// Names the first places at which two JSON values differ.
enum JSONComparison {
    /// Compares two values; numbers are equal if their values are, objects in whatever order of keys.
    static func compare(_ quantity: String, _ ours: JSON, _ theirs: JSON, _ comparison: inout RecordComparison) {
        let differences = differences(ours, theirs, at: "")
        comparison.require(quantity, differences.isEmpty, differences.prefix(3).joined(separator: "; "))
    }

    private static func differences(_ ours: JSON, _ theirs: JSON, at path: String) -> [String] {
        switch (ours, theirs) {
        case (.object(let a), .object(let b)):
            return Set(a.keys).union(b.keys).sorted().flatMap { key -> [String] in
                let place = path + "/" + key
                switch (a[key], b[key]) {
                case (let first?, let second?): return differences(first, second, at: place)
                case (_?, nil): return ["\(place): only ours"]
                default: return ["\(place): only theirs"]
                }
            }
        case (.array(let a), .array(let b)) where a.count == b.count:
            return zip(a, b).enumerated().flatMap { differences($1.0, $1.1, at: "\(path)/\($0)") }
        default:
            if ours == theirs { return [] }
            if let a = ours.number, let b = theirs.number, a == b { return [] }
            return ["\(path): ours \(ours.text().prefix(60)), theirs \(theirs.text().prefix(60))"]
        }
    }
}
