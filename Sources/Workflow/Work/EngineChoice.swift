public import ElectronicStructure
public import JSON

/// Which program computes a calculation, decided once, before it begins.
public struct EngineChoice: Sendable, Codable, Hashable {
    /// The level of theory as its engine is asked for it.
    public var level: LevelOfTheory
    /// Who computes: creator, version and routine.
    public var provenance: JSON
    /// What a user should know about the choice, one sentence each.
    public var notes: [String]

    /// A choice from its parts.
    public init(level: LevelOfTheory, provenance: JSON = [:], notes: [String] = []) {
        (self.level, self.provenance, self.notes) = (level, provenance, notes)
    }

    /// The first of some levels, whether it can be computed or not.
    ///
    /// - Throws: ``WorkflowError`` when there is none.
    public static func first(of levels: [LevelOfTheory], for system: ElectronicSystem) throws -> EngineChoice {
        guard let level = levels.first else {
            throw WorkflowError(type: "InputError", "the calculation names no level of theory")
        }
        return EngineChoice(level: level)
    }
}
