/// The work that there is for pilots, and what they are at.
public struct PilotDemand: Sendable, Equatable {
    /// Jobs that pilots could do, or are doing, and tasks that have not begun.
    public var jobs = 0
    /// Jobs that have been shown to take longer than a pilot runs.
    public var tooLong = 0
    /// How many jobs each pilot holds.
    public var held: [String: Int] = [:]
    /// How long ago each pilot was heard of [s].
    public var silence: [String: Double] = [:]

    /// No work.
    public init() {}
}

/// What those who look after pilots need of an executor.
public protocol PilotHost: WorkerService {
    /// The work that there is for pilots that run for some seconds and take some categories (all when empty).
    func pilotDemand(seconds: Double, categories: [String]) async -> PilotDemand
    /// Takes back what a pilot holds that is not there any more; this does not count as attempts.
    func endPilot(_ id: String, _ how: String) async
    /// Shows pilots in the executor's status from now on.
    func showPilots(_ status: PilotStatus) async
}
