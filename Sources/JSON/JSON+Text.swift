extension JSON {
    /// The value as text.
    ///
    /// Without an indent the separators are `", "` and `": "`, as Python's `json` module writes them. A number that is
    /// not finite has no form in JSON and is written as `null`.
    ///
    /// - Parameter indent: spaces a level; nil for one line.
    public func text(indent: Int? = nil) -> String {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: indent, level: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(to bytes: inout [UInt8], indent: Int?, level: Int) {
        switch self {
        case .null: bytes += "null".utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let value): bytes += (value.isFinite ? value.description : "null").utf8
        case .string(let value): JSON.write(value, to: &bytes)
        case .array(let elements):
            JSON.writeList(elements, brackets: "[]", to: &bytes, indent: indent, level: level) { element, bytes in
                element.write(to: &bytes, indent: indent, level: level + 1)
            }
        case .object(let object):
            JSON.writeList(object.members, brackets: "{}", to: &bytes, indent: indent, level: level) { member, bytes in
                JSON.write(member.key, to: &bytes)
                bytes += ": ".utf8
                member.value.write(to: &bytes, indent: indent, level: level + 1)
            }
        }
    }

    private static func writeList<Element>(
        _ elements: [Element], brackets: String, to bytes: inout [UInt8], indent: Int?, level: Int,
        _ write: (Element, inout [UInt8]) -> Void
    ) {
        bytes += brackets.utf8.prefix(1)
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes += (indent == nil ? ", " : ",").utf8 }
            newline(to: &bytes, indent: indent, level: level + 1)
            write(element, &bytes)
        }
        if !elements.isEmpty { newline(to: &bytes, indent: indent, level: level) }
        bytes += brackets.utf8.suffix(1)
    }

    private static func newline(to bytes: inout [UInt8], indent: Int?, level: Int) {
        guard let indent else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += Array(repeating: UInt8(ascii: " "), count: indent * level)
    }

    private static func write(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { text in
            var start = 0
            for index in text.indices where needsEscape(text[index]) {
                bytes.append(contentsOf: text[start..<index])
                bytes += escape(text[index]).utf8
                start = index + 1
            }
            bytes.append(contentsOf: text[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// How a byte that can not stand for itself is written.
    private static func escape(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case UInt8(ascii: "\n"): return "\\n"
        case UInt8(ascii: "\r"): return "\\r"
        case UInt8(ascii: "\t"): return "\\t"
        default:
            let hex = String(byte, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
    }
}
