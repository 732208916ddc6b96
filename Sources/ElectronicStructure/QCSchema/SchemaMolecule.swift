public import JSON
internal import Units

/// A molecule with a geometry, as QCSchema's `qcschema_molecule` version 2.
///
/// - Source: QCSchema, molecule schema (MolSSI); geometry flat in bohr.
public struct SchemaMolecule: Sendable, Codable, Equatable {
    /// The key under which OpenFF keeps a molecule's mapped SMILES.
    public static let mappedSMILESKey = "canonical_isomeric_explicit_hydrogen_mapped_smiles"

    /// Element symbols, one per atom.
    public var symbols: [String]
    /// Positions [bohr]; shape `(3 · atoms)`.
    public var geometry: [Double]
    /// The molecule's name, usually its formula.
    public var name: String
    /// Identifiers, the mapped SMILES among them.
    public var identifiers: [String: String]
    /// The total charge [e].
    public var charge: Double
    /// The spin multiplicity 2S + 1.
    public var multiplicity: Int
    /// Bonds: two 0-based atoms and the Kekulé order.
    public var connectivity: [SchemaBond]?
    /// Where the record comes from.
    public var provenance: JSON
    /// What else was said about it, the mapped SMILES among it.
    public var extras: JSON

    /// A molecule from its atoms and a geometry [bohr].
    ///
    /// - Parameter mappedSMILES: the SMILES written to `extras` and `identifiers`, or nil.
    public init(
        system: ElectronicSystem, geometry: [SIMD3<Double>], name: String, mappedSMILES: String? = nil,
        connectivity: [SchemaBond]? = nil, provenance: JSON = .null
    ) {
        symbols = system.atomicNumbers.map(Element.symbol)
        self.geometry = []
        self.name = name
        identifiers = mappedSMILES.map { [Self.mappedSMILESKey: $0] } ?? [:]
        charge = Double(system.charge)
        multiplicity = system.multiplicity
        self.connectivity = connectivity
        self.provenance = provenance
        extras = mappedSMILES.map { [(Self.mappedSMILESKey, JSON.string($0))] }.map { .object(JSONObject($0)) } ?? [:]
        positions = geometry
    }

    /// The positions [bohr], one per atom; setting them rounds to 1e-8 bohr, as QCElemental does.
    public var positions: [SIMD3<Double>] {
        get { (0..<geometry.count / 3).map { SIMD3(geometry[3 * $0], geometry[3 * $0 + 1], geometry[3 * $0 + 2]) } }
        set { geometry = newValue.flatMap { [$0.x, $0.y, $0.z] }.map { ($0 * 1e8).rounded() / 1e8 } }
    }

    /// The mapped SMILES in `extras` or `identifiers`.
    public var mappedSMILES: String? { extras[Self.mappedSMILESKey]?.string ?? identifiers[Self.mappedSMILESKey] }

    /// Atomic numbers, charge and multiplicity.
    ///
    /// - Throws: ``ElectronicStructureError`` of kind `input` for an unknown symbol or a charge that is not whole.
    public func system() throws(ElectronicStructureError) -> ElectronicSystem {
        var numbers: [Int] = []
        for (atom, symbol) in symbols.enumerated() {
            guard let number = Element.atomicNumber(symbol) else {
                throw ElectronicStructureError(.input, "atom \(atom) has the unknown symbol '\(symbol)'")
            }
            numbers.append(number)
        }
        guard let whole = Int(exactly: charge.rounded()), (charge - charge.rounded()).magnitude < 1e-6 else {
            throw ElectronicStructureError(.input, "the molecular charge \(charge) is not a whole number")
        }
        return ElectronicSystem(atomicNumbers: numbers, charge: whole, multiplicity: multiplicity)
    }

    /// Reads a molecule; keys that are not modelled are left out.
    ///
    /// - Throws: `DecodingError` when symbols or geometry are missing or do not fit together.
    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: SchemaKey.self)
        symbols = try c.decode([String].self, forKey: "symbols")
        geometry = try c.decode([Double].self, forKey: "geometry")
        guard geometry.count == 3 * symbols.count else {
            throw DecodingError.dataCorruptedError(
                forKey: "geometry", in: c,
                debugDescription: "\(geometry.count) coordinates for \(symbols.count) atoms; three a atom are needed")
        }
        name = try c.value("name", default: "")
        let known = try c.value("identifiers", default: [String: String?]())
        identifiers = known.compactMapValues { $0 }
        charge = try c.value("molecular_charge", default: 0)
        multiplicity = try c.value("molecular_multiplicity", default: 1)
        connectivity = try c.decodeIfPresent([SchemaBond].self, forKey: "connectivity")
        provenance = try c.value("provenance", default: .null)
        extras = try c.value("extras", default: [:])
    }

    /// Writes the keys in the order QCElemental does.
    public func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: SchemaKey.self)
        try c.encode("qcschema_molecule", forKey: "schema_name")
        try c.encode(2, forKey: "schema_version")
        try c.encode(true, forKey: "validated")
        try c.encode(symbols, forKey: "symbols")
        try c.encode(geometry, forKey: "geometry")
        try c.encode(name, forKey: "name")
        let sorted = identifiers.sorted { $0.key < $1.key }.map { ($0.key, JSON.string($0.value)) }
        if !identifiers.isEmpty { try c.encode(JSON.object(JSONObject(sorted)), forKey: "identifiers") }
        try c.encode(charge, forKey: "molecular_charge")
        try c.encode(multiplicity, forKey: "molecular_multiplicity")
        if let connectivity { try c.encode(connectivity, forKey: "connectivity") }
        try c.encode(false, forKey: "fix_com")
        try c.encode(false, forKey: "fix_orientation")
        if !provenance.isNull { try c.encode(provenance, forKey: "provenance") }
        try c.encode(extras, forKey: "extras")
    }
}
