/// The percent coding of paths and queries (RFC 3986 §2.1).
enum PercentCoding {
    /// The text behind a coded one; a percent sign without two digits stands for itself.
    static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "%"), position + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(position + 1)...(position + 2)], as: UTF8.self), radix: 16),
                bytes[position + 1] != UInt8(ascii: "+"), bytes[position + 1] != UInt8(ascii: "-")
            {
                result.append(value)
                position += 3
            } else {
                result.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
