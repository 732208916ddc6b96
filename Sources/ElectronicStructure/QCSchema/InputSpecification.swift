public import JSON

/// How single points are computed: QCSchema's `qcschema_input` version 1 without a molecule.
public struct InputSpecification: Sendable, Codable, Equatable {
    /// What is computed: `energy`, `gradient` or `hessian`.
    public var driver: String
    /// The method.
    public var method: String
    /// The basis set, or nil.
    public var basis: String?
    /// The program's keywords.
    public var keywords: JSON
    /// What else was said.
    public var extras: JSON

    /// A specification from method, basis and keywords; gradients by default.
    public init(driver: String = "gradient", method: String, basis: String?, keywords: JSON = [:], extras: JSON = [:]) {
        self.driver = driver
        self.method = method
        self.basis = basis
        self.keywords = keywords
        self.extras = extras
    }

    /// The level of theory when a program runs it; keywords that are not bare values are left out.
    public func level(program: String) -> LevelOfTheory {
        var plain: [String: KeywordValue] = [:]
        for (key, value) in keywords.object?.members ?? [] { plain[key] = KeywordValue(value) }
        return LevelOfTheory(program: program.lowercased(), method: method, basis: basis, keywords: plain)
    }

    /// Reads a specification.
    ///
    /// - Throws: `DecodingError` when the model or its method is missing.
    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: SchemaKey.self)
        driver = try c.value("driver", default: "gradient")
        let model = try c.nestedContainer(keyedBy: SchemaKey.self, forKey: "model")
        method = try model.decode(String.self, forKey: "method")
        basis = try model.decodeIfPresent(String.self, forKey: "basis")
        keywords = try c.value("keywords", default: [:])
        extras = try c.value("extras", default: [:])
    }

    /// Writes the keys in QCSchema's order, an absent basis as null.
    public func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: SchemaKey.self)
        try c.encode("qcschema_input", forKey: "schema_name")
        try c.encode(1, forKey: "schema_version")
        try c.encode(driver, forKey: "driver")
        var model = c.nestedContainer(keyedBy: SchemaKey.self, forKey: "model")
        try model.encode(method, forKey: "method")
        try model.encode(basis, forKey: "basis")
        try c.encode(keywords, forKey: "keywords")
        try c.encode(extras, forKey: "extras")
    }
}
