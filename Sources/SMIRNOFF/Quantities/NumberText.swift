import Glibc

/// The text form of decimal numbers.
enum NumberText {
    /// The index after the decimal number (digits, point, exponent; no sign) that starts at `start`; `start` if none does.
    static func end(of bytes: [UInt8], from start: Int) -> Int {
        func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }
        var index = start
        while isDigit(index) { index += 1 }
        var digits = index - start
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            let fraction = index
            while isDigit(index) { index += 1 }
            digits += index - fraction
        }
        guard digits > 0 else { return start }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            var exponent = index + 1
            if exponent < bytes.count, bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-") {
                exponent += 1
            }
            if isDigit(exponent) {
                while isDigit(exponent) { exponent += 1 }
                index = exponent
            }
        }
        return index
    }

    /// A number as `%.12e`, e.g. `1.234567890123e+00`.
    static func scientific(_ value: Double) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            let length = withVaList([value]) { vsnprintf(buffer.baseAddress, 64, "%.12e", $0) }
            return String(
                decoding: buffer.prefix(Int(max(length, 0))).lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
