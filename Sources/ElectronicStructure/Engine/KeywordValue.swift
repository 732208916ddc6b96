public import JSON

/// The value of a program's keyword.
public enum KeywordValue: Sendable, Codable, Hashable {
    /// A truth value.
    case flag(Bool)
    /// A whole number.
    case integer(Int)
    /// A number.
    case number(Double)
    /// A word.
    case word(String)

    /// Reads a bare JSON value.
    ///
    /// - Throws: `DecodingError` when it is neither truth value, number nor string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else {
            self = .word(try container.decode(String.self))
        }
    }

    /// Writes the bare JSON value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .flag(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .word(let value): try container.encode(value)
        }
    }

    /// The bare JSON value, or nil for anything else than truth value, number and string.
    public init?(_ json: JSON) {
        switch json {
        case .boolean(let flag): self = .flag(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .string(let word): self = .word(word)
        default: return nil
        }
    }

    /// The bare JSON value.
    public var json: JSON {
        switch self {
        case .flag(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .word(let value): .string(value)
        }
    }

    /// The value as a number, where it is one.
    public var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .flag: nil
        case .word(let text): Double(text)
        }
    }
}
