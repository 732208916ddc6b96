public import JSON

/// A finished torsion drive.
public struct TorsionDriveOutcome: Sendable, Codable, Hashable {
    /// The QCSchema `TorsionDriveResult`.
    public var record: JSON
    /// How many energies with gradients were computed.
    public var gradients: Int
    /// Grid points that were left out, and other things a user should know.
    public var warnings: [String]

    /// The outcome of a drive.
    public init(record: JSON, gradients: Int, warnings: [String]) {
        (self.record, self.gradients, self.warnings) = (record, gradients, warnings)
    }
}
