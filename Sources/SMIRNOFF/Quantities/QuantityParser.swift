/// A recursive-descent parser of products, quotients, powers and sums of numbers and units.
///
/// Grammar: sum = product {(+|-) product}; product = power {[*|/] power}; power = ±atom [(**|^) ±number];
/// atom = number | unit | ( sum ). Juxtaposition multiplies, as in `9 angstrom`.
struct QuantityParser {
    private static let deepestNesting = 32
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    /// Whether a sum or difference occurred, so that the value is not proportional to its first number.
    private(set) var isSum = false

    init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    /// The value of the whole text, or a reason why it has none.
    mutating func quantity() throws(ForceFieldError) -> Quantity {
        let result = try sum()
        skipSpace()
        guard position == bytes.count else { throw error("unexpected '\(rest)'") }
        guard result.value.isFinite else { throw error("the value is not finite") }
        return result
    }

    private var rest: String { String(decoding: bytes[position...].prefix(20), as: UTF8.self) }

    private func error(_ reason: String) -> ForceFieldError {
        ForceFieldError(
            .badValue, "'\(String(decoding: bytes.prefix(80), as: UTF8.self))' is not a quantity: \(reason)")
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    }

    private mutating func peek() -> UInt8? {
        skipSpace()
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard let next = peek(), next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func acceptPowerSign() -> Bool {
        skipSpace()
        if position + 1 < bytes.count, bytes[position] == 0x2A, bytes[position + 1] == 0x2A {
            position += 2
            return true
        }
        return accept("^")
    }

    private mutating func sum() throws(ForceFieldError) -> Quantity {
        var result = try product()
        while let next = peek(), next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
            position += 1
            isSum = true
            let other = try product()
            guard other.unit.dimension == result.unit.dimension else { throw error("a sum of different dimensions") }
            let addend = other.internalValue / result.unit.scale
            result = Quantity(next == UInt8(ascii: "+") ? result.value + addend : result.value - addend, result.unit)
        }
        return result
    }

    private mutating func product() throws(ForceFieldError) -> Quantity {
        var result = try power()
        while let next = peek() {
            if accept("*") {
                result = result * (try power())
            } else if accept("/") {
                let divisor = try power()
                guard divisor.value != 0 else { throw error("division by zero") }
                result = result * Quantity(1 / divisor.value, divisor.unit.power(-1))
            } else if Self.isLetter(next) || next == UInt8(ascii: "(") {
                result = result * (try power())
            } else {
                break
            }
        }
        return result
    }

    private mutating func power() throws(ForceFieldError) -> Quantity {
        var sign = 1.0
        while let next = peek(), next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
            if next == UInt8(ascii: "-") { sign = -sign }
            position += 1
        }
        let base = try atom()
        guard acceptPowerSign() else { return Quantity(sign * base.value, base.unit) }
        let exponent = try exponent()
        return Quantity(sign * UnitTable.power(base.value, exponent), base.unit.power(exponent))
    }

    private mutating func exponent() throws(ForceFieldError) -> Double {
        var sign = 1.0
        if accept("-") { sign = -1 } else { _ = accept("+") }
        let exponent = try atom()
        guard exponent.unit.factors.isEmpty, abs(exponent.value) <= 64 else {
            throw error("the exponent is not a small number")
        }
        return sign * exponent.value
    }

    private mutating func atom() throws(ForceFieldError) -> Quantity {
        guard let next = peek() else { throw error("it ends too early") }
        if accept("(") {
            depth += 1
            guard depth < Self.deepestNesting else { throw error("parentheses are nested too deeply") }
            let inner = try sum()
            guard accept(")") else { throw error("a parenthesis is not closed") }
            depth -= 1
            return inner
        }
        return Self.isLetter(next) ? try unit() : try number()
    }

    private mutating func unit() throws(ForceFieldError) -> Quantity {
        let start = position
        while position < bytes.count, Self.isLetter(bytes[position]) || Self.isDigit(bytes[position]) { position += 1 }
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let unit = UnitTable.unit(named: name) else { throw error("the unit '\(name)' is not known") }
        return Quantity(1, unit)
    }

    private mutating func number() throws(ForceFieldError) -> Quantity {
        let end = NumberText.end(of: bytes, from: position)
        guard end > position, let value = Double(String(decoding: bytes[position..<end], as: UTF8.self)) else {
            throw error("a number or unit was expected at '\(rest)'")
        }
        position = end
        return Quantity(value, .none)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}
