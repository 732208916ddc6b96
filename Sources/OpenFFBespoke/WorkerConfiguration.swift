/// How many workers of a category there are, and what each may use.
public struct WorkerConfiguration: Sendable, Hashable {
    /// How many there are; nil for as many as the machine has room for, 0 for none on this machine.
    public var count: Int?
    /// Cores for each; nil for one.
    public var cores: Int?
    /// Memory that a job on one core needs [GB]: no more run at once than the machine has room for; nil for no limit.
    public var maximumMemory: Double?

    /// A number of workers.
    public init(count: Int? = nil, cores: Int? = nil, maximumMemory: Double? = nil) {
        (self.count, self.cores, self.maximumMemory) = (count, cores, maximumMemory)
    }

    /// How many cores the category may use at once, given the machine's memory [bytes]; nil for no limit.
    ///
    /// Where memory is given, no more jobs run at once than have room for it; one always may.
    func limit(ofMemory bytes: UInt64) -> Int? {
        let byCount = count == nil && cores == nil ? nil : max(0, count ?? 1) * max(1, cores ?? 1)
        guard let memory = maximumMemory, memory > 0 else { return byCount }
        return min(byCount ?? Int.max, max(1, Int((Double(bytes) / (memory * 1e9)).rounded(.down))))
    }
}
