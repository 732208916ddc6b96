public import ElectronicStructure

/// All programs of this machine as one engine, which takes any level of theory that one of them computes.
extension EngineLibrary: QCEngine {
    /// `any`.
    public var program: String { "any" }

    /// Always there; what is missing shows when a level is asked for.
    public var version: String? { "1" }

    /// Any method; several sessions may run at once.
    public var capabilities: EngineCapabilities {
        EngineCapabilities(methods: [], isThreadSafe: true, isInProcess: true, hasBondOrders: false)
    }

    /// Starts a series of calculations with the engine of the level.
    public func session(
        for system: ElectronicSystem, level: LevelOfTheory
    ) throws(ElectronicStructureError) -> any QCSession {
        let served = try served(level)
        return try served.engine.session(for: system, level: served.level)
    }
}
