public import ElectronicStructure
public import JSON

/// A QC program in processes of its own, one for each calculation at a time, spoken to in lines of QCSchema.
///
/// A process stays for later calculations; all end with the engine.
public struct BridgeEngine: QCEngine {
    /// The program's name as levels of theory write it.
    public let program: String
    /// The program's version.
    public let version: String?
    /// Who computes and by what: creator, version, routine and the versions of what it uses.
    public let provenance: JSON
    let pool: BridgePool
    let timeLimit: Duration
    let checksInput: Bool

    /// Starts the program once to learn its version.
    ///
    /// - Throws: ``ElectronicStructureError`` of kind `resource` when it cannot serve.
    init(pool: BridgePool, timeLimit: Duration) throws(ElectronicStructureError) {
        let (process, introduction) = try pool.started()
        pool.give(process)
        self.pool = pool
        self.timeLimit = timeLimit
        program = pool.program
        checksInput = pool.command.introducesItself
        provenance =
            introduction.isNull
            ? ["creator": .string(pool.program), "version": "unknown", "routine": "user command"] : introduction
        version = provenance["version"]?.string ?? "unknown"
    }

    /// Any method; every session has a process of its own.
    public var capabilities: EngineCapabilities {
        EngineCapabilities(methods: [], isThreadSafe: true, isInProcess: false, hasBondOrders: false)
    }

    /// Starts a series of calculations; an adapter of this package looks at molecule and method first.
    public func session(
        for system: ElectronicSystem, level: LevelOfTheory
    ) throws(ElectronicStructureError) -> any QCSession {
        try system.validate(heaviest: 118)
        let session = BridgeSession(pool: pool, system: system, level: level, timeLimit: timeLimit)
        if checksInput { try session.check() }
        return session
    }
}
