/// Energies and gradients of one molecule at several geometries, computed one after another on one core.
public struct GradientJob: Sendable, Codable, Equatable, Identifiable {
    /// The job's number within its calculation; the same whenever that is run.
    public let id: Int
    /// Atomic numbers, charge and multiplicity.
    public let system: ElectronicSystem
    /// The method.
    public let level: LevelOfTheory
    /// The geometries [bohr], shape `(geometries, atoms)`.
    public let geometries: [[SIMD3<Double>]]

    /// The energy and gradient at each geometry, in their order.
    ///
    /// - Throws: ``ElectronicStructureError`` of the first geometry at which the engine fails.
    public func gradients(engine: any QCEngine) throws(ElectronicStructureError) -> [EnergyGradient] {
        let session = try engine.session(for: system, level: level)
        var answers: [EnergyGradient] = []
        for geometry in geometries { answers.append(try session.energyAndGradient(at: geometry)) }
        return answers
    }
}
