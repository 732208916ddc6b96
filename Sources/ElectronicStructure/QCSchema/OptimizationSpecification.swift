public import JSON

/// How geometries are optimised: QCSchema's `qcschema_optimization_specification` version 1.
public struct OptimizationSpecification: Sendable, Codable, Equatable {
    /// The optimiser, lower-cased.
    public var procedure: String
    /// Its settings; `program` among them names the program that computes gradients.
    public var keywords: JSON
    /// What is kept.
    public var protocols: JSON

    /// A specification from its parts.
    public init(procedure: String = "geometric", keywords: JSON, protocols: JSON = [:]) {
        self.procedure = procedure.lowercased()
        self.keywords = keywords
        self.protocols = protocols
    }

    /// Reads a specification.
    ///
    /// - Throws: `DecodingError` when the procedure is missing.
    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: SchemaKey.self)
        procedure = try c.decode(String.self, forKey: "procedure").lowercased()
        keywords = try c.value("keywords", default: [:])
        protocols = try c.value("protocols", default: [:])
    }

    /// Writes the keys in QCSchema's order.
    public func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: SchemaKey.self)
        try c.encode("qcschema_optimization_specification", forKey: "schema_name")
        try c.encode(1, forKey: "schema_version")
        try c.encode(procedure, forKey: "procedure")
        try c.encode(keywords, forKey: "keywords")
        try c.encode(protocols, forKey: "protocols")
    }
}
