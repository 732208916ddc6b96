/// The state of a task or of one of its stages.
public enum Status: String, Sendable, CaseIterable, Hashable {
    case waiting, running, errored, success
}
