public import Workflow

/// Who does what next: tasks, the work they need, the jobs that the work consists of, and the leases on jobs.
///
/// A pure state machine: no disk, no clock, no process. Times are seconds on any clock that never goes back. Each
/// transition leaves in ``Transition`` what is to be written down and which leases are revoked. The state follows from what
/// is written down, so after a failed transaction, or a restart, a new scheduler is restored from disk.
///
/// Jobs go by priority of their task, then by its age, then by what they unblock; a waiting task begins when a worker
/// would otherwise have nothing to do.
public struct Scheduler {
    /// The cores of this machine's workers.
    public var budget: CoreBudget
    /// How often a job is tried again.
    public let policy: RetryPolicy
    /// How many tasks may run at once.
    public let maximumRunningTasks: Int
    /// How long jobs took of late.
    public var durations = JobDurations()

    var waiting: [WaitingTask] = []
    /// Unfinished tasks that wait for another start.
    var postponed: Set<Int> = []
    var tasks: [Int: ActiveTask] = [:]
    var works: [String: ActiveWork] = [:]
    var jobs: [JobID: QueuedJob] = [:]
    /// Those jobs that have no lease.
    var ready = ReadyJobs()
    /// Those of them that wait for a moment.
    var pausing: Set<JobID> = []
    var leases = LeaseTable()
    /// No lease runs out before this; nil while none can [s].
    var quietUntil: Double?
    var transition = Transition()
    var inbox: [Delivery] = []
    var touched: Set<Int> = []
    var order = 0

    /// A task that has not begun.
    struct WaitingTask {
        let id: Int
        var priority: Int
    }

    /// Work that ended, on its way to somebody who waits for it.
    struct Delivery {
        let parent: ActiveWork.Parent
        let key: String
        let request: WorkRequest
        let result: Result<WorkResult, WorkFailure>
    }

    /// A scheduler without tasks.
    public init(budget: CoreBudget, policy: RetryPolicy = RetryPolicy(), maximumRunningTasks: Int = 1000) {
        (self.budget, self.policy, self.maximumRunningTasks) = (budget, policy, max(1, maximumRunningTasks))
    }

    /// The outcome of a transition: what is to be written down, and which leases their holders must give up.
    public struct Transition: Sendable {
        /// What is to be written down.
        public internal(set) var changes: [Change] = []
        /// Leases that their holders must give up.
        public internal(set) var revoked: [Lease] = []

        /// Whether there is nothing to do.
        public var isEmpty: Bool { changes.isEmpty && revoked.isEmpty }
    }

    /// What has gathered since the last call.
    public mutating func takeTransition() -> Transition {
        defer { transition = Transition() }
        return transition
    }

    /// Accepts a task that has been given an id.
    public mutating func submit(id: Int, _ submission: Submission) {
        transition.changes.append(.taskAdded(id: id, submission))
        note(id, .submitted, "submitted")
        enqueue(id, priority: submission.priority)
    }

    /// Puts a task in the queue of those that have not begun.
    mutating func enqueue(_ id: Int, priority: Int) {
        let index = waiting.firstIndex { ($0.priority, -$0.id) < (priority, -id) } ?? waiting.endIndex
        waiting.insert(WaitingTask(id: id, priority: priority), at: index)
    }

    /// Takes up what is on disk after a start: tasks in the queue and tasks that had begun, each with its priority, and
    /// work that somebody asked for outside any task.
    ///
    /// - Throws: what the library throws.
    public mutating func restore(
        waiting: [(id: Int, priority: Int)], running: [Int], requests: [WorkRequest], from library: some WorkLibrary
    ) throws {
        for task in waiting { enqueue(task.id, priority: task.priority) }
        for id in running.sorted() { try begin(task: id, from: library) }
        for request in requests { try begin(request, key: request.key, for: .caller, from: library) }
        try settle(from: library)
    }

    /// Begins a piece of work that belongs to no task.
    ///
    /// - Throws: what the library throws.
    public mutating func submit(_ request: WorkRequest, from library: some WorkLibrary) throws {
        try begin(request, key: request.key, for: .caller, from: library)
        try settle(from: library)
    }

    mutating func note(_ task: Int?, _ kind: ExecutorEvent.Kind, _ message: String) {
        transition.changes.append(.event(task: task, kind, message))
    }
}
