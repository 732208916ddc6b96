public import JSON

/// A torsion drive that was run: QCSchema's `qcschema_torsion_drive_output` version 1.
public struct TorsionDriveResult: Sendable, Codable, Equatable {
    /// What was asked for; its provenance is that of the run.
    public var input: TorsionDriveInput
    /// The lowest energy [hartree] by grid angle [degree].
    public var finalEnergies: [Int: Double]
    /// The geometry of the lowest energy by grid angle [degree].
    public var finalMolecules: [Int: SchemaMolecule]
    /// The optimisations by grid point; empty where histories were removed.
    public var optimizationHistory: JSON
    /// What the programs printed.
    public var standardOutput: String?
    /// What the programs printed to their error stream.
    public var standardError: String?
    /// Whether the drive succeeded.
    public var success: Bool
    /// The error, or null.
    public var error: JSON

    /// A successful drive.
    public init(input: TorsionDriveInput, finalEnergies: [Int: Double], finalMolecules: [Int: SchemaMolecule]) {
        self.input = input
        self.finalEnergies = finalEnergies
        self.finalMolecules = finalMolecules
        optimizationHistory = [:]
        success = true
        error = .null
    }

    /// Reads a result whose grid points are named in any of the known ways.
    ///
    /// - Throws: `DecodingError` when a part is missing or a grid point's name is not an angle.
    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: SchemaKey.self)
        input = try TorsionDriveInput(from: decoder)
        finalEnergies = try c.decode(GridTable<Double>.self, forKey: "final_energies").values
        finalMolecules = try c.decode(GridTable<SchemaMolecule>.self, forKey: "final_molecules").values
        optimizationHistory = try c.value("optimization_history", default: [:])
        standardOutput = try c.decodeIfPresent(String.self, forKey: "stdout")
        standardError = try c.decodeIfPresent(String.self, forKey: "stderr")
        success = try c.value("success", default: true)
        error = try c.value("error", default: .null)
    }

    /// Writes the keys in QCSchema's order, what is absent as null.
    public func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: SchemaKey.self)
        try c.encode("qcschema_torsion_drive_output", forKey: "schema_name")
        try input.encodeBody(&c)
        try c.encode(GridTable(finalEnergies), forKey: "final_energies")
        try c.encode(GridTable(finalMolecules), forKey: "final_molecules")
        try c.encode(optimizationHistory, forKey: "optimization_history")
        try c.encode(standardOutput, forKey: "stdout")
        try c.encode(standardError, forKey: "stderr")
        try c.encode(success, forKey: "success")
        try c.encode(error, forKey: "error")
    }
}
