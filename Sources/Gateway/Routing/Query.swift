internal import JSON

/// The query of a request.
struct Query: Sendable {
    private let items: [(name: String, value: String)]

    init(_ text: String) {
        items = text.split(separator: "&").map { item in
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? PercentCoding.decoded(parts[1], plusIsSpace: true) : ""
            return (PercentCoding.decoded(parts[0], plusIsSpace: true), value)
        }
    }

    /// The last value of a name.
    subscript(name: String) -> String? { items.last { $0.name == name }?.value }

    /// Every value of a name.
    func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// An integer, or a default where the name is absent.
    func integer(_ name: String, default standard: Int) throws(Problem) -> Int {
        guard let text = self[name] else { return standard }
        guard let number = Int(text) else {
            throw Problem(
                "query", [.string(name)], "Input should be a valid integer, unable to parse string as an integer",
                "int_parsing")
        }
        return number
    }

    /// A finite number, or nil where the name is absent.
    func number(_ name: String) throws(Problem) -> Double? {
        guard let text = self[name] else { return nil }
        guard let number = Double(text), number.isFinite else {
            throw Problem(
                "query", [.string(name)], "Input should be a valid number, unable to parse string as a number",
                "float_parsing")
        }
        return number
    }

    /// A boolean in one of pydantic's words, or a default where the name is absent.
    func boolean(_ name: String, default standard: Bool) throws(Problem) -> Bool {
        guard let text = self[name] else { return standard }
        switch text.lowercased() {
        case "1", "true", "t", "yes", "y", "on": return true
        case "0", "false", "f", "no", "n", "off": return false
        default:
            throw Problem(
                "query", [.string(name)], "Input should be a valid boolean, unable to interpret input", "bool_parsing")
        }
    }

    /// One of a few texts, or nil where the name is absent.
    func choice<Value: RawRepresentable & CaseIterable>(_ name: String, of type: Value.Type) throws(Problem) -> Value?
    where Value.RawValue == String {
        guard let text = self[name] else { return nil }
        guard let value = Value(rawValue: text) else { throw Self.noChoice(name, type) }
        return value
    }

    /// Some of a few texts.
    func choices<Value: RawRepresentable & CaseIterable>(_ name: String, of type: Value.Type) throws(Problem) -> [Value]
    where Value.RawValue == String {
        var values: [Value] = []
        for text in all(name) {
            guard let value = Value(rawValue: text) else { throw Self.noChoice(name, type) }
            values.append(value)
        }
        return values
    }

    private static func noChoice<Value: RawRepresentable & CaseIterable>(_ name: String, _ type: Value.Type) -> Problem
    where Value.RawValue == String {
        let known = Value.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return Problem("query", [.string(name)], "Input should be one of \(known)", "enum")
    }
}
