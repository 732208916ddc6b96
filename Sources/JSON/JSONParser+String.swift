extension JSONParser {
    /// Reads a string; `position` stands at its opening quote.
    mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        var content: [UInt8] = []
        var start = position  // of what is not in the content yet
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                let rest = bytes[start..<position]
                position += 1
                let text =
                    content.isEmpty
                    ? String(validating: rest, as: UTF8.self) : String(validating: content + rest, as: UTF8.self)
                guard let text else { throw error("the string is not valid UTF-8") }
                return text
            case UInt8(ascii: "\\"):
                content.append(contentsOf: bytes[start..<position])
                position += 1
                content.append(contentsOf: try escape().utf8)
                start = position
            case 0..<0x20:
                throw error("a control character stands in a string")
            default:
                position += 1
            }
        }
        throw error("a closing quote is missing")
    }

    private mutating func escape() throws(JSONSyntaxError) -> String {
        guard position < bytes.count else { throw error("a closing quote is missing") }
        if let text = Self.simpleEscape(bytes[position]) {
            position += 1
            return text
        }
        guard bytes[position] == UInt8(ascii: "u") else { throw error("an unknown escape stands in a string") }
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(UInt32(first)) { return String(Character(scalar)) }
        guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw error("half of a surrogate pair stands in a string") }
        position += 1
        let second = try codeUnit()
        guard (0xDC00..<0xE000).contains(second) else { throw error("half of a surrogate pair stands in a string") }
        let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw error("half of a surrogate pair stands in a string") }
        return String(Character(scalar))
    }

    private static func simpleEscape(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "\""): "\""
        case UInt8(ascii: "\\"): "\\"
        case UInt8(ascii: "/"): "/"
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "t"): "\t"
        default: nil
        }
    }

    private mutating func codeUnit() throws(JSONSyntaxError) -> UInt16 {
        let digits = bytes.dropFirst(position + 1).prefix(4)
        guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw error("four hexadecimal digits are missing after \\u")
        }
        position += 5
        return unit
    }
}
