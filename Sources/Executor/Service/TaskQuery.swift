/// Which tasks are asked for.
public struct TaskQuery: Sendable, Hashable {
    /// The states; nil for all.
    public var statuses: Set<TaskStatus>?
    /// In which order tasks are listed.
    public enum Order: String, Sendable, CaseIterable {
        /// Waiting, then running, then finished ones, each by id.
        case queue
        /// The newest first.
        case newest
    }

    /// What the name contains, in any case, or what the id or the mapped SMILES is; empty for all.
    public var text: String
    /// In which order.
    public var order: Order
    /// How many tasks to leave out at the beginning.
    public var skip: Int
    /// How many tasks at most.
    public var limit: Int

    /// A query.
    public init(
        statuses: Set<TaskStatus>? = nil, text: String = "", order: Order = .queue, skip: Int = 0, limit: Int = 1000
    ) {
        (self.statuses, self.text, self.order) = (statuses, text, order)
        (self.skip, self.limit) = (skip, limit)
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
