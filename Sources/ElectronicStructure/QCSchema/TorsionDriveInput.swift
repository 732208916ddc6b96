public import JSON

/// A torsion drive to be run: QCSchema's `qcschema_torsion_drive_input` version 1.
public struct TorsionDriveInput: Sendable, Codable, Equatable {
    /// What is scanned.
    public var keywords: TorsionDriveKeywords
    /// What else was said, the mapped SMILES among it.
    public var extras: JSON
    /// How gradients are computed.
    public var inputSpecification: InputSpecification
    /// The start conformers.
    public var initialMolecules: [SchemaMolecule]
    /// How geometries are optimised.
    public var optimizationSpecification: OptimizationSpecification
    /// Where the record comes from.
    public var provenance: JSON

    /// An input from its parts.
    public init(
        keywords: TorsionDriveKeywords, extras: JSON = [:], inputSpecification: InputSpecification,
        initialMolecules: [SchemaMolecule], optimizationSpecification: OptimizationSpecification,
        provenance: JSON = [:]
    ) {
        self.keywords = keywords
        self.extras = extras
        self.inputSpecification = inputSpecification
        self.initialMolecules = initialMolecules
        self.optimizationSpecification = optimizationSpecification
        self.provenance = provenance
    }

    /// Reads an input.
    ///
    /// - Throws: `DecodingError` when a part is missing.
    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: SchemaKey.self)
        keywords = try c.decode(TorsionDriveKeywords.self, forKey: "keywords")
        extras = try c.value("extras", default: [:])
        inputSpecification = try c.decode(InputSpecification.self, forKey: "input_specification")
        if let single = try? c.decode(SchemaMolecule.self, forKey: "initial_molecule") {
            initialMolecules = [single]
        } else {
            initialMolecules = try c.decode([SchemaMolecule].self, forKey: "initial_molecule")
        }
        optimizationSpecification = try c.decode(OptimizationSpecification.self, forKey: "optimization_spec")
        provenance = try c.value("provenance", default: [:])
    }

    /// Writes the keys in QCSchema's order.
    public func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: SchemaKey.self)
        try c.encode("qcschema_torsion_drive_input", forKey: "schema_name")
        try encodeBody(&c)
    }

    func encodeBody(_ c: inout KeyedEncodingContainer<SchemaKey>) throws {
        try c.encode(1, forKey: "schema_version")
        try c.encode(keywords, forKey: "keywords")
        try c.encode(extras, forKey: "extras")
        try c.encode(inputSpecification, forKey: "input_specification")
        try c.encode(initialMolecules, forKey: "initial_molecule")
        try c.encode(optimizationSpecification, forKey: "optimization_spec")
        try c.encode(provenance, forKey: "provenance")
    }
}
