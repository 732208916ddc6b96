public import Executor
public import Workflow

/// An executor that computes nothing and keeps everything in memory, to test those who talk to one.
public actor MemoryExecutor: ExecutorService {
    private var views: [Int: TaskView] = [:]
    private var outcomes: [Int: String] = [:]
    private var reports: [Int: String] = [:]
    private var courses: [Int: [TorsionCourse]] = [:]
    private var works: [String: WorkView] = [:]
    private var feed: [ExecutorEvent] = []
    private var listeners: [Int: AsyncStream<ExecutorEvent>.Continuation] = [:]
    private var nextListener = 0
    private var jobs: [LeasedJob] = []
    private var entries: [CacheEntry] = []
    private var isBroken = false
    /// What was submitted, by task.
    public private(set) var submissions: [Int: Submission] = [:]
    /// The requests for work that were made.
    public private(set) var requests: [WorkRequest] = []

    /// An executor without tasks.
    public init() {}

    /// From now on every call fails as with a broken disk.
    public func breakStorage() { isBroken = true }

    /// Changes what is known of a task.
    public func change(
        _ id: Int, results: String? = nil, report: String? = nil, _ body: @Sendable (inout TaskView) -> Void
    ) {
        if var view = views[id] {
            body(&view)
            views[id] = view
        }
        if let results { outcomes[id] = results }
        if let report { reports[id] = report }
    }

    /// Says how far the rotatable bonds of a task are.
    public func set(_ torsions: [TorsionCourse], ofTask id: Int) { courses[id] = torsions }

    /// Adds a piece of work as if it had been asked for.
    public func add(_ work: WorkView) { works[work.id] = work }

    /// Adds a job that a worker can have.
    public func add(_ job: LeasedJob) { jobs.append(job) }

    /// Adds an event and tells the listeners.
    public func tell(_ kind: ExecutorEvent.Kind, task: Int?, _ message: String) {
        let event = ExecutorEvent(
            sequence: feed.count + 1, time: 1_764_000_000 + Double(feed.count), task: task, kind: kind, message: message
        )
        feed.append(event)
        for listener in listeners.values { listener.yield(event) }
    }

    private func checkStorage() throws(ExecutorError) {
        if isBroken { throw ExecutorError(.unavailable, "the disk is full") }
    }

    private func known(_ id: Int) throws(ExecutorError) -> TaskView {
        try checkStorage()
        guard let view = views[id] else { throw ExecutorError(.notFound, "\(id) not found") }
        return view
    }
}

extension MemoryExecutor {
    /// See the protocol.
    public func submit(_ submission: Submission) throws(ExecutorError) -> Int {
        try checkStorage()
        let id = views.count + 1
        submissions[id] = submission
        let detail = TaskDetail(TaskState(id: String(id), schema: submission.schema))
        views[id] = TaskView(
            id: id, smiles: submission.schema.smiles, name: submission.name, status: .waiting,
            priority: submission.priority, submitted: 1_764_000_000,
            began: nil, finished: nil, detail: detail)
        tell(.submitted, task: id, "submitted")
        return id
    }

    /// See the protocol.
    public func tasks(_ query: TaskQuery) throws(ExecutorError) -> TaskPage {
        try checkStorage()
        let order: [TaskStatus] = [.waiting, .running, .success, .errored, .cancelled]
        let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, min($0, 2)) })
        let found = views.values.filter { view in
            let isNamed = view.name.lowercased().contains(query.text.lowercased())
            let isText = query.text.isEmpty || isNamed || String(view.id) == query.text || view.smiles == query.text
            return isText && query.statuses?.contains(view.status) ?? true
        }
        let chosen = found.sorted {
            query.order == .newest
                ? $0.id > $1.id : (place[$0.status] ?? 0, $0.id) < (place[$1.status] ?? 0, $1.id)
        }
        return TaskPage(tasks: Array(chosen.dropFirst(query.skip).prefix(query.limit)), total: chosen.count)
    }

    /// See the protocol.
    public func task(_ id: Int) throws(ExecutorError) -> TaskView? {
        try checkStorage()
        return views[id]
    }

    /// See the protocol.
    public func results(ofTask id: Int) throws(ExecutorError) -> String? { outcomes[id] }
    /// See the protocol.
    public func report(ofTask id: Int) throws(ExecutorError) -> String? { reports[id] }
    /// See the protocol.
    public func torsions(ofTask id: Int) throws(ExecutorError) -> [TorsionCourse]? {
        guard let submission = submissions[id], let view = views[id] else { return nil }
        return courses[id]
            ?? TaskState(id: String(id), schema: submission.schema)
            .torsionCourses(ending: view.status.ending) { _ in nil }
    }

    /// See the protocol.
    public func cancel(_ id: Int) throws(ExecutorError) {
        guard try !known(id).status.isFinished else { return }
        views[id]?.status = .cancelled
        tell(.cancelled, task: id, "cancelled")
    }

    /// See the protocol.
    public func retry(_ id: Int) throws(ExecutorError) {
        guard try known(id).status.isFinished else {
            throw ExecutorError(.conflict, "the task \(id) is not finished, so it cannot begin again")
        }
        views[id]?.status = .waiting
    }

    /// See the protocol.
    public func setPriority(_ priority: Int, ofTask id: Int) throws(ExecutorError) {
        _ = try known(id)
        views[id]?.priority = priority
    }

    /// See the protocol.
    public func check(_ schema: BespokeOptimizationSchema) throws(ExecutorError) {
        let programs = schema.stages.flatMap(\.targets).compactMap { $0.calculationSpecification?.program }
        guard programs.allSatisfy({ $0 == "xtb" }) else {
            throw ExecutorError(.invalid, "only xtb is available")
        }
    }

    /// See the protocol.
    public func submit(_ request: WorkRequest) throws(ExecutorError) -> String {
        try checkStorage()
        requests.append(request)
        if works[request.id] == nil {
            works[request.id] = WorkView(id: request.id, kind: request.kind, status: .waiting)
        }
        return request.id
    }

    /// See the protocol.
    public func work(_ id: String) throws(ExecutorError) -> WorkView? {
        try checkStorage()
        return works[id]
    }

    /// See the protocol.
    public func events(after sequence: Int, task: Int?) throws(ExecutorError) -> AsyncStream<ExecutorEvent> {
        let (stream, continuation) = AsyncStream<ExecutorEvent>.makeStream(bufferingPolicy: .bufferingOldest(10_000))
        for event in feed where event.sequence > sequence { continuation.yield(event) }
        let key = nextListener
        nextListener += 1
        listeners[key] = continuation
        continuation.onTermination = { _ in Task { await self.forget(key) } }
        return stream
    }

    private func forget(_ listener: Int) { listeners[listener] = nil }

    /// How many follow the events now.
    public var listenerCount: Int { listeners.count }

    /// See the protocol.
    public func recordedEvents(after sequence: Int, task: Int?, limit: Int) throws(ExecutorError) -> [ExecutorEvent] {
        try checkStorage()
        return Array(feed.filter { $0.sequence > sequence && (task == nil || $0.task == task) }.prefix(limit))
    }

    /// See the protocol.
    public func status() throws(ExecutorError) -> ExecutorStatus {
        ExecutorStatus(
            version: "0", cores: 2, coresInUse: 1, limits: [:], tasks: ["waiting": views.count], readyJobs: [:],
            runningJobs: ["fit": 1],
            workers: [.init(name: "here-1", isRemote: false, jobs: ["fit of 1"], secondsSinceContact: 0.5)],
            jobsFinished: 3, jobsFinishedLastHour: 3, attemptsLost: 0, costs: ["fit": JobCost(own: 1.5)], uptime: 10,
            lastEvent: feed.count)
    }
}

extension MemoryExecutor {
    /// See the protocol.
    public func lease(_ request: LeaseRequest) throws(ExecutorError) -> LeasedJob? {
        jobs.isEmpty ? nil : jobs.removeFirst()
    }

    /// See the protocol.
    public func heartbeat(_ heartbeat: WorkerHeartbeat) throws(ExecutorError) -> HeartbeatReply {
        HeartbeatReply(revoked: heartbeat.tokens.filter { $0 != "current" })
    }

    /// See the protocol.
    public func complete(_ completion: JobCompletion) throws(ExecutorError) {
        guard completion.token == "current" else {
            throw ExecutorError(.conflict, "the lease \(completion.token) is not held any more")
        }
    }

    /// See the protocol.
    public func cacheStatistics() throws(ExecutorError) -> [CacheStatistics] {
        [CacheStatistics(kind: .charges, entries: entries.count, bytes: 10 * entries.count, hits: 0)]
    }

    /// See the protocol.
    public func cacheEntries(kind: WorkRequest.Kind?, after key: String, limit: Int) throws(ExecutorError)
        -> [CacheEntry]
    {
        Array(entries.filter { $0.key > key && (kind == nil || $0.kind == kind) }.prefix(limit))
    }

    /// See the protocol.
    public func addCacheEntries(_ new: [CacheEntry]) throws(ExecutorError) -> Int {
        let before = entries.count
        for entry in new where !entries.contains(where: { $0.key == entry.key }) { entries.append(entry) }
        entries.sort { $0.key < $1.key }
        return entries.count - before
    }

    /// See the protocol.
    public func cleanCache(kind: WorkRequest.Kind?, olderThanDays days: Double?) throws(ExecutorError) -> Int {
        let before = entries.count
        entries.removeAll { kind == nil || $0.kind == kind }
        return before - entries.count
    }
}
