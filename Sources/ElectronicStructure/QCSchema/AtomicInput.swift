internal import JSON

/// A single point to be run: QCSchema's `qcschema_input` version 1.
public struct AtomicInput: Sendable, Codable, Equatable {
    /// The molecule and its geometry.
    public var molecule: SchemaMolecule
    /// Driver, model, keywords and extras.
    public var specification: InputSpecification

    /// An input from a molecule and a specification.
    public init(molecule: SchemaMolecule, specification: InputSpecification) {
        self.molecule = molecule
        self.specification = specification
    }

    /// Reads an input.
    ///
    /// - Throws: `DecodingError` when the molecule or the model is missing.
    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: SchemaKey.self)
        molecule = try c.decode(SchemaMolecule.self, forKey: "molecule")
        specification = try InputSpecification(from: decoder)
    }

    /// Writes the specification's keys and the molecule.
    public func encode(to encoder: any Encoder) throws {
        try specification.encode(to: encoder)
        var c = encoder.container(keyedBy: SchemaKey.self)
        try c.encode(molecule, forKey: "molecule")
    }
}

/// The parts of QCSchema's `qcschema_output` version 1 that an energy and gradient need.
public struct AtomicResult: Sendable, Decodable, Equatable {
    /// The energy [hartree].
    public var energy: Double
    /// The gradient [hartree/bohr], flat; empty where only an energy was asked for.
    public var gradient: [Double]

    /// Reads a successful result.
    ///
    /// - Throws: ``ElectronicStructureError`` of kind `random` with the program's message for a failed one, `DecodingError`
    ///   for one without numbers.
    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: SchemaKey.self)
        guard try c.value("success", default: false) else {
            let error = try c.value("error", default: JSON.null)
            let message = error["error_message"]?.string ?? "the program failed without a message"
            throw ElectronicStructureError(.random, message)
        }
        if let number = try? c.decode(Double.self, forKey: "return_result") {
            energy = number
            gradient = []
        } else {
            gradient = try Self.flattened(c.decode(JSON.self, forKey: "return_result"))
            let properties = try c.nestedContainer(keyedBy: SchemaKey.self, forKey: "properties")
            energy = try properties.decode(Double.self, forKey: "return_energy")
        }
    }

    private static func flattened(_ json: JSON) -> [Double] {
        if let number = json.number { return [number] }
        return (json.array ?? []).flatMap(flattened)
    }
}
