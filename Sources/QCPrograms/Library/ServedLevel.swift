public import ElectronicStructure
public import JSON

/// A level of theory together with the engine that computes it on this machine.
public struct ServedLevel: Sendable {
    /// The engine.
    public let engine: any QCEngine
    /// The level as the engine is asked for it.
    public let level: LevelOfTheory
    /// What a user should know, one sentence each: another program serves the level, or earlier choices were passed over.
    public var notes: [String] = []

    /// Who computes: creator, version and routine, as QCSchema's provenance has them.
    public var provenance: JSON {
        if let bridge = engine as? BridgeEngine { return bridge.provenance }
        return [
            "creator": .string(engine.program), "version": .string(engine.version ?? "unknown"), "routine": "libxtb",
        ]
    }
}
