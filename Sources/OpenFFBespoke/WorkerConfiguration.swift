/// How many workers of a category there are, and what each may use.
public struct WorkerConfiguration: Sendable, Hashable {
    /// How many there are; nil for as many as the machine has room for, 0 for none on this machine.
    public var count: Int?
    /// Cores for each; nil for one.
    public var cores: Int?
    /// Memory for each core of each [GB]; nil for no limit.
    public var maximumMemory: Double?

    /// A number of workers.
    public init(count: Int? = nil, cores: Int? = nil, maximumMemory: Double? = nil) {
        (self.count, self.cores, self.maximumMemory) = (count, cores, maximumMemory)
    }

    /// How many cores the category may use at once; nil for no limit.
    var limit: Int? {
        if count == nil, cores == nil { return nil }
        return max(0, count ?? 1) * max(1, cores ?? 1)
    }
}
