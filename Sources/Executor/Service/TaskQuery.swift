/// Which tasks are asked for.
public struct TaskQuery: Sendable, Hashable {
    /// The states; nil for all.
    public var statuses: Set<TaskStatus>?
    /// How many tasks to leave out at the beginning.
    public var skip: Int
    /// How many tasks at most.
    public var limit: Int

    /// A query.
    public init(statuses: Set<TaskStatus>? = nil, skip: Int = 0, limit: Int = 1000) {
        (self.statuses, self.skip, self.limit) = (statuses, skip, limit)
    }
}

/// A page of tasks.
public struct TaskPage: Sendable {
    /// The tasks of the page.
    public var tasks: [TaskView]
    /// How many tasks there are in the states asked for.
    public var total: Int

    /// A page of tasks.
    public init(tasks: [TaskView], total: Int) { (self.tasks, self.total) = (tasks, total) }
}
