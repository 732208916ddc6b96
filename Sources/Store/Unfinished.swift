public import Workflow

/// What a scheduler takes up after a start.
public struct Unfinished: Sendable {
    /// Tasks that have not begun, and their places in the queue.
    public var waiting: [(id: Int, priority: Int)] = []
    /// Tasks that have begun.
    public var running: [Int] = []
    /// Work that somebody asked for outside any task.
    public var requests: [WorkRequest] = []
}
