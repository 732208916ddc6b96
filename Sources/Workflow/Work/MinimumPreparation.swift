internal import Chemistry
public import ElectronicStructure
internal import JSON
public import TorsionDrive
internal import Units

/// The optimisations that find a molecule's lowest minimum, ready to start.
public struct MinimumPreparation: Sendable, Codable, Equatable {
    /// The molecule as mapped SMILES, in the order of the geometries.
    public let cmiles: String
    /// One free optimisation for each conformer.
    public let optimizations: [ConstrainedOptimization]
    /// Which program computes them.
    public let choice: EngineChoice

    /// Makes conformers (ETKDG, seed 1, RMS 1 Å) to start from.
    ///
    /// - Parameters:
    ///   - task: the optimisation or Hessian.
    ///   - choose: finds the first of some levels of theory that can be computed for a molecule.
    /// - Throws: `ChemistryError` for a molecule that cannot be read or embedded, and what `choose` throws.
    public init(
        _ task: QCTask,
        choose: ([LevelOfTheory], ElectronicSystem) throws -> EngineChoice = EngineChoice.first(of:for:)
    ) throws {
        let molecule = try Molecule(smiles: task.smiles)
        let conformers = try molecule.generatedConformers(maximum: task.spec.nConformers, rmsThreshold: 1)
        let system = ElectronicSystem(
            atomicNumbers: molecule.atoms.map(\.atomicNumber), charge: molecule.formalCharge,
            multiplicity: task.spec.multiplicity)
        let choice = try choose(task.spec.levels, system)
        self.choice = choice
        cmiles = molecule.cmiles
        optimizations = conformers.map { conformer in
            ConstrainedOptimization(
                free: system, bonds: molecule.bonds.map { [$0.a, $0.b] },
                geometry: conformer.map { $0 / Constants.angstromPerBohr }, level: choice.level,
                options: OptimizerOptions(task.spec.optimizationSpec))
        }
    }
}
