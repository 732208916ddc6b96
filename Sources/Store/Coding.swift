internal import JSON

/// Values as JSON texts and back, such that the text of what was read is the text that was written.
enum Coding {
    static func text(_ value: some Encodable) throws -> String { try JSON(encoding: value).text() }

    static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSON.parse(text).decoded(as: type)
    }
}
