public import Executor
internal import Store
public import Workflow

extension BespokeExecutor {
    /// See ``ExecutorService``.
    public func status() async throws(ExecutorError) -> ExecutorStatus {
        let last = try reading { () throws(StoreError) in try store.lastSequence() }
        let counts = try reading { () throws(StoreError) in try store.taskCounts() }
        let now = monotonicSeconds()
        let jobs = scheduler.jobCounts
        let cores = scheduler.localCores
        return ExecutorStatus(
            version: Program.version, cores: budget.total, coresInUse: cores.values.reduce(0, +),
            limits: Dictionary(uniqueKeysWithValues: budget.limits.map { ($0.key.rawValue, $0.value) }),
            tasks: Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }),
            readyJobs: Dictionary(uniqueKeysWithValues: jobs.ready.map { ($0.key.rawValue, $0.value) }),
            runningJobs: Dictionary(uniqueKeysWithValues: jobs.running.map { ($0.key.rawValue, $0.value) }),
            workers: workers(now: now), jobsFinished: throughput.finished,
            jobsFinishedLastHour: throughput.lastHour(now: now), attemptsLost: throughput.lost,
            costs: throughput.costs, uptime: now - began, storageProblem: problem, lastEvent: last,
            pilots: pilots)
    }

    private func workers(now: Double) -> [ExecutorStatus.Worker] {
        let leases = Dictionary(grouping: scheduler.currentLeases, by: \.worker)
        func jobs(_ name: String) -> [String] {
            (leases[name] ?? []).map { lease in
                let tasks = scheduler.tasks(for: lease).map(String.init).joined(separator: ", ")
                return tasks.isEmpty ? lease.kind.rawValue : "\(lease.kind.rawValue) of task \(tasks)"
            }
        }
        let local = Scheduler.Applicant.local.name
        var workers = [ExecutorStatus.Worker(name: local, isRemote: false, jobs: jobs(local), secondsSinceContact: 0)]
        for (name, contact) in remoteContacts.sorted(by: { $0.key < $1.key }) {
            workers.append(.init(name: name, isRemote: true, jobs: jobs(name), secondsSinceContact: now - contact))
        }
        return workers
    }

    /// See ``ExecutorService``.
    public nonisolated func recordedEvents(
        after sequence: Int, task: Int?, limit: Int
    ) async throws(ExecutorError) -> [ExecutorEvent] {
        try reading { () throws(StoreError) in try store.events(after: sequence, task: task, limit: limit) }
    }

    /// See ``ExecutorService``.
    public nonisolated func events(after sequence: Int, task: Int?) async throws(ExecutorError) -> AsyncStream<
        ExecutorEvent
    > {
        let reader = EventReader(store: store, feed: feed, last: sequence, task: task)
        return AsyncStream { await reader.next() }
    }

    /// See ``ExecutorService``.
    public nonisolated func cacheStatistics() async throws(ExecutorError) -> [CacheStatistics] {
        try reading { () throws(StoreError) in try store.cacheStatistics() }
    }

    /// See ``ExecutorService``.
    public nonisolated func cacheEntries(
        kind: WorkRequest.Kind?, after key: String, limit: Int
    ) async throws(ExecutorError) -> [CacheEntry] {
        try reading { () throws(StoreError) in try store.cacheEntries(kind: kind, after: key, limit: limit) }
    }

    /// See ``ExecutorService``.
    public func addCacheEntries(_ entries: [CacheEntry]) async throws(ExecutorError) -> Int {
        try reading { () throws(StoreError) in try store.addCacheEntries(entries, at: secondsSince1970()) }
    }

    /// See ``ExecutorService``.
    public func cleanCache(kind: WorkRequest.Kind?, olderThanDays days: Double?) async throws(ExecutorError) -> Int {
        try reading { () throws(StoreError) in
            try store.cleanCache(kind: kind, olderThanDays: days, at: secondsSince1970())
        }
    }
}
