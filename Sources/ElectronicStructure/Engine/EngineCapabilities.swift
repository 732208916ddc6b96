/// What an engine can do.
public struct EngineCapabilities: Sendable, Equatable {
    /// The methods it knows, lower-cased; empty when it takes any name.
    public var methods: [String]
    /// Whether several sessions may run at once in one process.
    public var isThreadSafe: Bool
    /// Whether it runs inside this process, so that a crash of it would be ours.
    public var isInProcess: Bool
    /// Whether it can compute Wiberg bond orders.
    public var hasBondOrders: Bool

    /// The capabilities of an engine.
    public init(methods: [String], isThreadSafe: Bool, isInProcess: Bool, hasBondOrders: Bool) {
        self.methods = methods
        self.isThreadSafe = isThreadSafe
        self.isInProcess = isInProcess
        self.hasBondOrders = hasBondOrders
    }
}
