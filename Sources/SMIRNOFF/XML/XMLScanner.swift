/// A cursor over the UTF-8 bytes of an XML text that knows its line.
struct XMLScanner {
    private let bytes: [UInt8]
    private var position = 0
    private var lineStart = (line: 1, position: 0)

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position >= bytes.count }
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// 1-based line of the cursor.
    var line: Int {
        mutating get {
            var line = lineStart.line
            for index in lineStart.position..<position where bytes[index] == 0x0A { line += 1 }
            lineStart = (line, position)
            return line
        }
    }

    mutating func error(_ message: String) -> ForceFieldError {
        ForceFieldError(.malformedXML, message, line: line)
    }

    mutating func advance() { position += 1 }

    func starts(with word: StaticString) -> Bool {
        guard position + word.utf8CodeUnitCount <= bytes.count else { return false }
        return word.withUTF8Buffer { buffer in
            for (offset, byte) in buffer.enumerated() where bytes[position + offset] != byte { return false }
            return true
        }
    }

    @discardableResult
    mutating func skip(_ word: StaticString) -> Bool {
        guard starts(with: word) else { return false }
        position += word.utf8CodeUnitCount
        return true
    }

    /// Skips white space and tells whether there was any.
    @discardableResult
    mutating func skipSpace() -> Bool {
        let start = position
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
        return position > start
    }

    mutating func skip(past word: StaticString, of kind: String) throws(ForceFieldError) {
        _ = try text(past: word, of: kind)
    }

    /// The text up to a word, which is skipped.
    mutating func text(past word: StaticString, of kind: String) throws(ForceFieldError) -> String {
        let start = position
        while position < bytes.count, !starts(with: word) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard skip(word) else { throw error("a \(kind) does not end") }
        return text
    }

    mutating func name() throws(ForceFieldError) -> String {
        let start = position
        while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
        guard position > start, !Self.isDigitOrMark(bytes[start]) else { throw error("a name was expected") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Text with its references resolved, up to a byte or the end; white space of attributes becomes blanks.
    mutating func characters(until end: UInt8, isAttribute: Bool) throws(ForceFieldError) -> String {
        let start = position
        while position < bytes.count, bytes[position] != end, !Self.needsCare(bytes[position], isAttribute) {
            position += 1
        }
        if position >= bytes.count || bytes[position] == end {
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        var collected = Array(bytes[start..<position])
        while let byte = peek, byte != end {
            if byte == UInt8(ascii: "&") {
                collected += Array(try reference().utf8)
                continue
            }
            if byte == UInt8(ascii: "<") { throw error("'<' is not allowed in an attribute value; write '&lt;'") }
            guard byte >= 0x20 || Self.isSpace(byte) else { throw error("a control character is not allowed in XML") }
            if byte == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
                advance()
                continue
            }
            collected.append(Self.isSpace(byte) && isAttribute ? 0x20 : byte)
            advance()
        }
        return String(decoding: collected, as: UTF8.self)
    }

    private mutating func reference() throws(ForceFieldError) -> String {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ";"), position - start < 12 { position += 1 }
        let word = String(decoding: bytes[(start + 1)..<position], as: UTF8.self)
        guard peek == UInt8(ascii: ";"), let text = Self.expansion(of: word) else {
            throw error("'&\(word)' is not a character reference; write '&amp;' for '&'")
        }
        advance()
        return text
    }

    private static func expansion(of word: String) -> String? {
        let named = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
        if let text = named[word] { return text }
        guard word.hasPrefix("#") else { return nil }
        let digits = word.dropFirst()
        let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let code, let scalar = Unicode.Scalar(code), code >= 0x20 || isSpace(UInt8(code)) else { return nil }
        return String(Character(scalar))
    }

    private static func needsCare(_ byte: UInt8, _ isAttribute: Bool) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == 0x0D
            || (byte < 0x20 && (isAttribute || !isSpace(byte)))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
            || byte >= 0x80 || isDigitOrMark(byte)
    }

    private static func isDigitOrMark(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
