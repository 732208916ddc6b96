public import JSON

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

extension LevelOfTheory: CustomStringConvertible {
    /// The keywords as a JSON object, sorted.
    public var keywordsAsJSON: JSON {
        .object(JSONObject(keywords.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
    }

    /// Program, method, basis and keywords, for a reader: `psi4 b3lyp-d3bj/dzvp`.
    public var description: String {
        let settings = keywords.isEmpty ? "" : " " + keywordsAsJSON.text()
        return "\(program) \(method)" + (basis.map { "/" + $0 } ?? "") + settings
    }
}
