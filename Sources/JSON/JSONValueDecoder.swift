/// Reads values from JSON with the order of keys kept, and with whole numbers told from others.
struct JSONValueDecoder: Decoder {
    let value: JSON
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ value: JSON, codingPath: [any CodingKey] = []) { (self.value, self.codingPath) = (value, codingPath) }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let object) = value else { throw mismatch("an object") }
        return KeyedDecodingContainer(KeyedValues(object: object, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value else { throw mismatch("an array") }
        return UnkeyedValues(elements: elements, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { SingleValue(decoder: self) }

    /// The value as one of a type; numbers that were not finite were written as `null`.
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try Self.plain(value, as: type) ?? type.init(from: self)
    }

    /// A value as one of the types that most values consist of; nil when it is not, or for another type.
    ///
    /// Types are compared before a value is cast, because a cast that fails costs more than all the rest.
    fileprivate static func plain<Value>(_ value: JSON, as type: Value.Type) -> Value? {
        if type == Double.self { return (value.isNull ? Double.nan : value.number) as? Value }
        if type == String.self { return value.string as? Value }
        if type == Int.self { return value.integer as? Value }
        if type == Bool.self { return value.boolean as? Value }
        if type == JSON.self { return value as? Value }
        if type == [Double].self { return doubles(value) as? Value }
        return nil
    }

    private static func doubles(_ value: JSON) -> [Double]? {
        guard let elements = value.array else { return nil }
        var numbers: [Double] = []
        numbers.reserveCapacity(elements.count)
        for element in elements {
            guard let number = element.isNull ? Double.nan : element.number else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    /// The value as a number of any type; nil when it is not, or for another type.
    fileprivate func number<Value>(_ type: Value.Type) -> Value? {
        switch type {
        case is Float.Type: (value.isNull ? Float.nan : value.number.map { Float($0) }) as? Value
        case let whole as any FixedWidthInteger.Type: integer(whole) as? Value
        default: nil
        }
    }

    private func integer<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
        value.integer.flatMap { Value(exactly: $0) }
    }

    fileprivate func mismatch(_ wanted: String) -> DecodingError {
        .typeMismatch(JSON.self, .init(codingPath: codingPath, debugDescription: "this is not \(wanted)"))
    }
}

private struct KeyedValues<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let object: JSONObject
    let codingPath: [any CodingKey]
    var allKeys: [Key] { object.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { object[key.stringValue] != nil }

    private func decoder(_ key: Key) throws -> JSONValueDecoder {
        guard let value = object[key.stringValue] else {
            throw DecodingError.keyNotFound(
                key, .init(codingPath: codingPath, debugDescription: "there is no such key"))
        }
        return JSONValueDecoder(value, codingPath: codingPath + [key])
    }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).value.isNull }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        if let plain = object[key.stringValue].flatMap({ JSONValueDecoder.plain($0, as: type) }) { return plain }
        return try decoder(key).decode(type)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<Nested>
    {
        try decoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        JSONValueDecoder(object["super"] ?? .null, codingPath: codingPath)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
}

private struct UnkeyedValues: UnkeyedDecodingContainer {
    let elements: [JSON]
    let codingPath: [any CodingKey]
    var currentIndex = 0
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    private mutating func next() throws -> JSONValueDecoder {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                JSON.self,
                .init(codingPath: codingPath, debugDescription: "the array has only \(elements.count) elements"))
        }
        defer { currentIndex += 1 }
        return JSONValueDecoder(elements[currentIndex], codingPath: codingPath)
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, elements[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().decode(type) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
        -> KeyedDecodingContainer<Nested>
    {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }

    mutating func superDecoder() throws -> any Decoder { try next() }
}

private struct SingleValue: SingleValueDecodingContainer {
    let decoder: JSONValueDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.value.isNull }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let found = JSONValueDecoder.plain(decoder.value, as: type) ?? decoder.number(type) { return found }
        if type is any JSONScalar.Type { throw decoder.mismatch("\(type)") }
        return try type.init(from: decoder)
    }
}

/// A type of the standard library that reads itself from a single value, and so must not be asked to do so again.
private protocol JSONScalar {}
extension String: JSONScalar {}
extension Bool: JSONScalar {}
extension Double: JSONScalar {}
extension Float: JSONScalar {}
extension Int: JSONScalar {}
extension Int8: JSONScalar {}
extension Int16: JSONScalar {}
extension Int32: JSONScalar {}
extension Int64: JSONScalar {}
extension UInt: JSONScalar {}
extension UInt8: JSONScalar {}
extension UInt16: JSONScalar {}
extension UInt32: JSONScalar {}
extension UInt64: JSONScalar {}
