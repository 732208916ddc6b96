/// A place in the JSON being built; containers share it by reference.
final class EncodedNode {
    enum Content {
        case value(JSON)
        case array([EncodedNode])
        case object([(String, EncodedNode)])
    }

    var content = Content.value(.null)

    var json: JSON {
        switch content {
        case .value(let value): value
        case .array(let elements): .array(elements.map(\.json))
        case .object(let members): .object(JSONObject(members.map { ($0.0, $0.1.json) }))
        }
    }

    func member(_ key: String) -> EncodedNode {
        let child = EncodedNode()
        guard case .object(var members) = content else { return child }
        content = .value(.null)  // so that the list has one owner, and grows in place
        members.append((key, child))
        content = .object(members)
        return child
    }

    func element() -> EncodedNode {
        let child = EncodedNode()
        guard case .array(var elements) = content else { return child }
        content = .value(.null)
        elements.append(child)
        content = .array(elements)
        return child
    }

    var count: Int { if case .array(let elements) = content { elements.count } else { 0 } }
}

/// An `Encoder` that builds a ``JSON`` value and keeps the order of keys.
struct OrderedEncoder: Encoder {
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    let node: EncodedNode

    init(codingPath: [any CodingKey], node: EncodedNode = EncodedNode()) {
        self.codingPath = codingPath
        self.node = node
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .object = node.content {} else { node.content = .object([]) }
        return KeyedEncodingContainer(OrderedKeyedContainer(codingPath: codingPath, node: node))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .array = node.content {} else { node.content = .array([]) }
        return OrderedUnkeyedContainer(codingPath: codingPath, node: node)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        OrderedSingleValueContainer(codingPath: codingPath, node: node)
    }

    /// Encodes a value into a node, scalars without a detour.
    static func encode<Value: Encodable>(
        _ value: Value, into node: EncodedNode, path: @autoclosure () -> [any CodingKey]
    ) throws {
        if let plain = plain(value) {
            node.content = .value(plain)
        } else {
            try value.encode(to: OrderedEncoder(codingPath: path(), node: node))
        }
    }

    /// The JSON form of the types that most values consist of; nil for others.
    ///
    /// Types are compared before a value is cast, because a cast that fails costs more than all the rest.
    fileprivate static func plain<Value>(_ value: Value) -> JSON? {
        func held<Wanted>(_ type: Wanted.Type) -> Wanted? { Value.self == type ? value as? Wanted : nil }
        if let value = held(Double.self) { return .number(value) }
        if let value = held(String.self) { return .string(value) }
        if let value = held(Int.self) { return .integer(value) }
        if let value = held(Bool.self) { return .boolean(value) }
        if let value = held(JSON.self) { return value }
        if let value = held([Double].self) { return .array(value.map(JSON.number)) }
        if let value = held([Int].self) { return .array(value.map(JSON.integer)) }
        if let value = held([SIMD3<Double>].self) {
            return .array(value.map { .array([.number($0.x), .number($0.y), .number($0.z)]) })
        }
        return nil
    }

    /// The JSON form of any number; nil for other values.
    fileprivate static func number(_ value: some Encodable) -> JSON? {
        switch value {
        case let value as any BinaryInteger: .integer(Int(value))
        case let value as any BinaryFloatingPoint: .number(Double(value))
        default: nil
        }
    }
}

private struct OrderedKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let codingPath: [any CodingKey]
    let node: EncodedNode

    func encodeNil(forKey key: Key) throws { _ = node.member(key.stringValue) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try OrderedEncoder.encode(value, into: node.member(key.stringValue), path: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        OrderedEncoder(codingPath: codingPath + [key], node: node.member(key.stringValue)).container(keyedBy: keyedBy)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        OrderedEncoder(codingPath: codingPath + [key], node: node.member(key.stringValue)).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { OrderedEncoder(codingPath: codingPath, node: node.member("super")) }

    func superEncoder(forKey key: Key) -> any Encoder {
        OrderedEncoder(codingPath: codingPath + [key], node: node.member(key.stringValue))
    }
}

private struct OrderedUnkeyedContainer: UnkeyedEncodingContainer {
    let codingPath: [any CodingKey]
    let node: EncodedNode
    var count: Int { node.count }

    func encodeNil() throws { _ = node.element() }

    func encode<Value: Encodable>(_ value: Value) throws {
        try OrderedEncoder.encode(value, into: node.element(), path: codingPath)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type) -> KeyedEncodingContainer<Nested> {
        OrderedEncoder(codingPath: codingPath, node: node.element()).container(keyedBy: keyedBy)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        OrderedEncoder(codingPath: codingPath, node: node.element()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { OrderedEncoder(codingPath: codingPath, node: node.element()) }
}

private struct OrderedSingleValueContainer: SingleValueEncodingContainer {
    let codingPath: [any CodingKey]
    let node: EncodedNode

    func encodeNil() throws { node.content = .value(.null) }

    func encode<Value: Encodable>(_ value: Value) throws {
        if let number = OrderedEncoder.plain(value) ?? OrderedEncoder.number(value) {
            node.content = .value(number)
        } else {
            try value.encode(to: OrderedEncoder(codingPath: codingPath, node: node))
        }
    }
}
