extension JSON {
    /// Reads a JSON text (RFC 8259), keeping the order of keys.
    ///
    /// - Parameter maximumDepth: arrays and objects nested deeper than this are refused.
    /// - Throws: ``JSONSyntaxError`` with the place of the first error.
    public static func parse(_ text: String, maximumDepth: Int = 200) throws(JSONSyntaxError) -> JSON {
        try parse(bytes: Array(text.utf8), maximumDepth: maximumDepth)
    }

    /// Reads a JSON text from its UTF-8 bytes.
    public static func parse(bytes: [UInt8], maximumDepth: Int = 200) throws(JSONSyntaxError) -> JSON {
        var parser = JSONParser(bytes: bytes, remainingDepth: maximumDepth)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.error("unexpected text after the value") }
        return value
    }
}

/// A recursive-descent reader over UTF-8 bytes.
struct JSONParser {
    let bytes: [UInt8]
    var position = 0
    var remainingDepth: Int

    init(bytes: [UInt8], remainingDepth: Int) {
        self.bytes = bytes
        self.remainingDepth = remainingDepth
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    func error(_ reason: String) -> JSONSyntaxError {
        let head = bytes.prefix(position)
        let line = head.count { $0 == UInt8(ascii: "\n") } + 1
        let column = position - (head.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
        return JSONSyntaxError(reason: reason, offset: position, line: line, column: column)
    }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    mutating func value() throws(JSONSyntaxError) -> JSON {
        skipSpace()
        guard position < bytes.count else { throw error("a value is missing") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try nested { (parser) throws(JSONSyntaxError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser) throws(JSONSyntaxError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONSyntaxError) -> JSON
    ) throws(JSONSyntaxError) -> JSON {
        guard remainingDepth > 0 else { throw error("arrays and objects are nested too deeply") }
        remainingDepth -= 1
        position += 1
        let value = try body(&self)
        remainingDepth += 1
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func object() throws(JSONSyntaxError) -> JSON {
        var result = JSONObject()
        if take(UInt8(ascii: "}")) { return .object(result) }
        repeat {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw error("a key in double quotes is missing")
            }
            let key = try string()
            guard take(UInt8(ascii: ":")) else { throw error("a colon is missing after the key \"\(key)\"") }
            result[key] = try value()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw error("a comma or a closing brace is missing") }
        return .object(result)
    }

    private mutating func array() throws(JSONSyntaxError) -> JSON {
        var result: [JSON] = []
        if take(UInt8(ascii: "]")) { return .array(result) }
        repeat { result.append(try value()) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw error("a comma or a closing bracket is missing") }
        return .array(result)
    }

    private mutating func word(_ text: String, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        guard bytes[position...].starts(with: text.utf8) else { throw error("a value is missing") }
        position += text.utf8.count
        return value
    }

    private mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = position
        while position < bytes.count, Self.isNumeric(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
            position = start
            throw error("a value is missing")
        }
        if let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            position = start
            throw error("\(text) is not a number of JSON")
        }
        return .number(number)
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}
