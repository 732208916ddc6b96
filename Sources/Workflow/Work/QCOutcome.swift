public import JSON

/// A finished QC calculation: a torsion drive, an optimisation or a Hessian.
public struct QCOutcome: Sendable, Codable, Hashable {
    /// The QCSchema `TorsionDriveResult`, `OptimizationResult` or `AtomicResult`.
    public var record: JSON
    /// How many energies with gradients were computed.
    public var gradients: Int
    /// Grid points or conformers that were left out, and other things a user should know.
    public var warnings: [String]

    /// The outcome of a calculation.
    public init(record: JSON, gradients: Int, warnings: [String]) {
        (self.record, self.gradients, self.warnings) = (record, gradients, warnings)
    }
}
