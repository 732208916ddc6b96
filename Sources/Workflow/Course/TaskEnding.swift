/// How a task can have ended.
public enum TaskEnding: Sendable, Hashable {
    /// With a force field.
    case fitted
    /// Without one.
    case unfitted
}
