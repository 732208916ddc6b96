/// The state of a task.
public enum TaskStatus: String, Sendable, Codable, CaseIterable {
    case waiting, running, success, errored, cancelled

    /// Whether nothing more will happen unless somebody asks.
    public var isFinished: Bool { self != .waiting && self != .running }
}
