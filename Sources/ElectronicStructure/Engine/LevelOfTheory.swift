/// A method and the settings that change its answer.
///
/// Energies of different levels must never be mixed in one profile.
public struct LevelOfTheory: Sendable, Codable, Hashable {
    /// The program, lower-cased, for example `xtb`.
    public var program: String
    /// The method, for example `gfn2xtb`.
    public var method: String
    /// The basis set, or nil where the method brings its own.
    public var basis: String?
    /// The settings, by keyword.
    public var keywords: [String: KeywordValue]

    /// A level from program, method, basis and keywords.
    public init(
        program: String = "xtb", method: String = "gfn2xtb", basis: String? = nil,
        keywords: [String: KeywordValue] = [:]
    ) {
        self.program = program
        self.method = method
        self.basis = basis
        self.keywords = keywords
    }
}

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
