public import Workflow

/// The state of a task.
public enum TaskStatus: String, Sendable, Codable, CaseIterable {
    case waiting, running, success, errored, cancelled

    /// Whether nothing more will happen unless somebody asks.
    public var isFinished: Bool { self != .waiting && self != .running }

    /// How a task in this state has ended; nil if it has not.
    public var ending: TaskEnding? {
        guard isFinished else { return nil }
        return self == .success ? .fitted : .unfitted
    }
}
