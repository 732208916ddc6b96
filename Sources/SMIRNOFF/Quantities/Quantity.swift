import Synchronization

/// A number with a unit, as OFFXML attributes hold it.
public struct Quantity: Hashable, Sendable, CustomStringConvertible {
    /// The number, in ``unit``.
    public let value: Double
    /// The unit.
    public let unit: PhysicalUnit

    /// A number in a unit.
    public init(_ value: Double, _ unit: PhysicalUnit) { (self.value, self.unit) = (value, unit) }

    /// Reads a text such as `1.2 * mole**-1 * kilocalorie**1`, `3 kilocalories / mole` or `109.5 * degree`.
    ///
    /// - Throws: ``ForceFieldError`` with the reason, when the text is no quantity or a unit is unknown.
    public init(parsing text: String) throws(ForceFieldError) {
        guard let (number, rest) = Self.split(text) else {
            var parser = QuantityParser(text)
            self = try parser.quantity()
            return
        }
        let unit: Quantity
        if let known = Self.known.withLock({ $0[rest] }) {
            unit = known
        } else {
            var parser = QuantityParser("1 " + rest)
            unit = try parser.quantity()
            if parser.isSum {
                var whole = QuantityParser(text)
                self = try whole.quantity()
                return
            }
            Self.known.withLock { if $0.count < 512 { $0[rest] = unit } }
        }
        guard (number * unit.value).isFinite else { throw ForceFieldError(.badValue, "'\(text)' is not finite") }
        self.init(number * unit.value, unit.unit)
    }

    /// The value in this package's internal units (nm, kJ/mol, rad, e).
    public var internalValue: Double { value * unit.scale }

    /// The value in another unit of the same dimension.
    ///
    /// - Throws: ``ForceFieldError`` when the dimensions differ.
    public func value(in other: PhysicalUnit) throws(ForceFieldError) -> Double {
        if other == unit { return value }
        guard other.dimension == unit.dimension else {
            throw ForceFieldError(.badValue, "'\(self)' cannot be converted to '\(other)': it is \(unit.dimension)")
        }
        return value * (unit.scale / other.scale)
    }

    /// The quantity in OFFXML style with 13 significant digits, e.g. `1.234567890123e+00 * mole**-1 * kilocalorie**1`.
    public var description: String {
        unit.factors.isEmpty ? NumberText.scientific(value) : "\(NumberText.scientific(value)) * \(unit)"
    }

    /// The product of two quantities.
    static func * (left: Quantity, right: Quantity) -> Quantity {
        Quantity(left.value * right.value, left.unit * right.unit)
    }

    /// A text with another number in place of its first one, the unit's text kept; canonical if the text has another form.
    static func text(_ text: String, withValue value: Double) throws(ForceFieldError) -> String {
        let old = try Quantity(parsing: text)
        guard let (number, rest) = split(text), number == old.value else {
            return Quantity(value, old.unit).description
        }
        return NumberText.scientific(value) + rest
    }

    /// Units by the text after the number: force fields repeat a few of them thousands of times.
    private static let known = Mutex<[String: Quantity]>([:])

    /// The leading number and the text after it; nil if there is none or a power follows it.
    private static func split(_ text: String) -> (Double, String)? {
        var copy = text
        return copy.withUTF8 { buffer in
            let bytes = Array(buffer)
            var start = bytes.firstIndex { $0 != 0x20 } ?? bytes.count
            let first = start
            if start < bytes.count, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") {
                start += 1
            }
            let end = NumberText.end(of: bytes, from: start)
            guard end > start, let value = Double(String(decoding: bytes[first..<end], as: UTF8.self)) else {
                return nil
            }
            let next = bytes[end...].first { $0 != 0x20 }
            if next == UInt8(ascii: "^") || bytes[end...].drop(while: { $0 == 0x20 }).starts(with: [0x2A, 0x2A]) {
                return nil
            }
            return (value, String(decoding: bytes[end...], as: UTF8.self))
        }
    }
}
