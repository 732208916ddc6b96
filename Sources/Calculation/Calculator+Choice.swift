internal import ElectronicStructure
internal import QCPrograms
internal import Workflow

extension Calculator {
    /// The first of some levels of theory that a program here computes for a molecule.
    ///
    /// - Throws: `ElectronicStructureError` with the reasons when there is none.
    func choice(of levels: [LevelOfTheory], for system: ElectronicSystem) throws -> EngineChoice {
        let served = try programs.served(firstOf: levels, for: system)
        return EngineChoice(level: served.level, provenance: served.provenance, notes: served.notes)
    }
}
