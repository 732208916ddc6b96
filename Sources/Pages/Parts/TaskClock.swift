public import Executor

/// How long a task takes.
public struct TaskClock: Sendable {
    /// The task.
    public let task: TaskView
    /// The time [s since 1970].
    public let now: Double

    /// A task at a time.
    public init(_ task: TaskView, now: Double) { (self.task, self.now) = (task, now) }

    /// How long the task has been, or was, at work [s]; nil before it began.
    public var elapsed: Double? { task.began.map { max(0, (task.finished ?? now) - $0) } }

    /// How much longer a running task takes [s], from the grid points so far; nil while there is nothing to go by.
    ///
    /// The rate of grid points so far counts the pauses in which other tasks had the cores.
    public var remaining: Double? {
        let points = task.detail.gridPoints
        guard task.status == .running, let elapsed, points.finished >= 3, points.total > points.finished else {
            return nil
        }
        return elapsed / Double(points.finished) * Double(points.total - points.finished)
    }

    /// What is to be said of it.
    public var text: String {
        switch task.status {
        case .waiting: return ""
        case .running:
            if let remaining { return "about \(Words.duration(remaining)) left" }
            return elapsed.map { "for \(Words.duration($0))" } ?? ""
        case .success, .errored, .cancelled: return elapsed.map { "took \(Words.duration($0))" } ?? ""
        }
    }
}
