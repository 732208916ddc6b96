public import JSON

/// A value of a document that is being read, with its place and the list of issues found so far.
///
/// The readers accept what pydantic v1 accepts (`"5"` for an integer, `1` for a float) and log an issue where a value
/// does not fit, so that one pass reports every error of a document.
public struct SchemaNode {
    /// The value.
    public let value: JSON
    /// Keys and indices that lead to it.
    public let location: [JSON]
    let log: IssueLog

    final class IssueLog {
        var issues: [SchemaIssue] = []
    }

    init(_ value: JSON, location: [JSON] = [], log: IssueLog = IssueLog()) {
        (self.value, self.location, self.log) = (value, location, log)
    }

    /// Logs an issue at this place; returns nil for the caller to pass on.
    public func fail<T>(_ message: String, _ type: String) -> T? {
        log.issues.append(SchemaIssue(location: location, message: message, type: type))
        return nil
    }

    func child(_ key: JSON, _ value: JSON) -> SchemaNode {
        SchemaNode(value, location: location + [key], log: log)
    }

    /// The same node with its own log, to try one alternative of a union.
    func trial() -> SchemaNode { SchemaNode(value, location: location) }

    /// A text; numbers and booleans are taken as their text.
    public func string() -> String? {
        switch value {
        case .string(let text): text
        case .integer, .number: value.text()
        case .boolean(let flag): flag ? "True" : "False"
        default: fail("str type expected", "type_error.str")
        }
    }

    /// An integer, also as a text or as a float without fraction.
    public func integer() -> Int? {
        switch value {
        case .integer(let number): number
        case .number(let number) where number.rounded() == number && abs(number) < 1e15: Int(number)
        case .string(let text) where Int(text) != nil: Int(text)
        case .boolean(let flag): flag ? 1 : 0
        default: fail("value is not a valid integer", "type_error.integer")
        }
    }

    /// A float, also as an integer or a text.
    public func number() -> Double? {
        switch value {
        case .integer, .number: value.number
        case .string(let text) where Double(text) != nil: Double(text)
        case .boolean(let flag): flag ? 1 : 0
        default: fail("value is not a valid float", "type_error.float")
        }
    }

    /// A float above 0.
    public func positiveNumber() -> Double? {
        guard let number = number() else { return nil }
        guard number > 0 else { return fail("ensure this value is greater than 0", "value_error.number.not_gt") }
        return number
    }

    /// An integer above 0.
    public func positiveInteger() -> Int? {
        guard let number = integer() else { return nil }
        guard number > 0 else { return fail("ensure this value is greater than 0", "value_error.number.not_gt") }
        return number
    }

    /// A boolean, also as 0, 1 or one of pydantic's words.
    public func boolean() -> Bool? {
        let words: [String: Bool] = [
            "true": true, "t": true, "yes": true, "y": true, "on": true, "1": true, "false": false, "f": false,
            "no": false, "n": false, "off": false, "0": false,
        ]
        switch value {
        case .boolean(let flag): return flag
        case .integer(0), .integer(1): return value == 1
        case .string(let text):
            if let flag = words[text.lowercased()] { return flag }
        default: break
        }
        return fail("value could not be parsed to a boolean", "type_error.bool")
    }

    /// One of a few texts.
    public func choice(_ allowed: [String]) -> String? {
        if case .string(let text) = value, allowed.contains(text) { return text }
        let list = allowed.map { "'\($0)'" }.joined(separator: ", ")
        return fail("unexpected value; permitted: \(list)", "value_error.const")
    }

    /// Nil for `null`, else what `read` makes of the value.
    public func nullable<T>(_ read: (SchemaNode) -> T?) -> T?? {
        if value.isNull { return .some(nil) }
        return read(self).map { .some($0) }
    }

    /// A list of which every element is read alike.
    public func list<T>(_ read: (SchemaNode) -> T?) -> [T]? {
        guard case .array(let elements) = value else { return fail("value is not a valid list", "type_error.list") }
        let values = elements.enumerated().map { read(child(.integer($0.offset), $0.element)) }
        let valid = values.compactMap { $0 }
        return valid.count == values.count ? valid : nil
    }

    /// A dictionary of which every value is read alike, in order.
    public func dictionary<T>(_ read: (SchemaNode) -> T?) -> [(key: String, value: T)]? {
        guard case .object(let object) = value else { return fail("value is not a valid dict", "type_error.dict") }
        let values = object.members.map { ($0.key, read(child(.string($0.key), $0.value))) }
        let valid = values.compactMap { key, value in value.map { (key: key, value: $0) } }
        return valid.count == values.count ? valid : nil
    }

    /// The members of an object.
    public func fields() -> SchemaFields? {
        guard case .object(let object) = value else { return fail("value is not a valid dict", "type_error.dict") }
        return SchemaFields(object: object, node: self)
    }
}
