/// What holds for remote workers beside the executor that they work for.
public struct WorkerTerms: Sendable, Hashable {
    /// The pilot, a job of a cluster, that they belong to; nil for none.
    public var pilot: String?
    /// How long they may run [s]; nil for no limit.
    public var timeLimit: Double?
    /// After how long without an answer of the executor they end [s]; nil for never.
    public var patience: Double?
    /// Within how many seconds they give signs of life; nil for the executor's own time.
    public var leaseSeconds: Double?

    /// Terms of workers.
    public init(
        pilot: String? = nil, timeLimit: Double? = nil, patience: Double? = nil, leaseSeconds: Double? = nil
    ) {
        (self.pilot, self.timeLimit, self.patience) = (pilot, timeLimit, patience)
        self.leaseSeconds = leaseSeconds
    }
}
