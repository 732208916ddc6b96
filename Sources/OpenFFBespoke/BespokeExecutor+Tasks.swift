internal import Calculation
public import Executor
internal import Store
public import Workflow

extension BespokeExecutor {
    /// See ``ExecutorService``.
    public func submit(_ submission: Submission) async throws(ExecutorError) -> Int {
        try refuseWhileStopping()
        let id = try transition { scheduler, transaction in
            let id = try transaction.nextTaskID()
            var submission = submission
            submission.schema.id = String(id)
            scheduler.submit(id: id, submission)
            return id
        }
        ownTasks.insert(id)
        dispatch()
        return id
    }

    /// See ``ExecutorService``.
    public nonisolated func tasks(_ query: TaskQuery) async throws(ExecutorError) -> TaskPage {
        try reading { () throws(StoreError) in try store.tasks(query) }
    }

    /// See ``ExecutorService``.
    public nonisolated func task(_ id: Int) async throws(ExecutorError) -> TaskView? {
        try reading { () throws(StoreError) in try store.task(id) }
    }

    /// See ``ExecutorService``.
    public nonisolated func results(ofTask id: Int) async throws(ExecutorError) -> String? {
        try reading { () throws(StoreError) in try store.results(ofTask: id) }
    }

    /// See ``ExecutorService``.
    public nonisolated func report(ofTask id: Int) async throws(ExecutorError) -> String? {
        try reading { () throws(StoreError) in try store.report(ofTask: id) }
    }

    /// See ``ExecutorService``.
    public nonisolated func torsions(ofTask id: Int) async throws(ExecutorError) -> [TorsionCourse]? {
        if let active = await activeTorsions(ofTask: id) { return active }
        guard let task = try await task(id) else { return nil }
        return try reading { () throws(StoreError) in
            guard let submission = try store.submission(ofTask: id) else { return nil }
            let state = try TaskState(recalling: submission.schema, id: String(id)) { key throws(StoreError) in
                guard let row = try store.work(id: WorkRequest.id(ofKey: key)) else { return nil }
                return row.result.map { .success($0) } ?? row.failure.map { .failure($0) }
            }
            return state.torsionCourses(ending: task.status.ending) { _ in nil }
        }
    }

    private func activeTorsions(ofTask id: Int) -> [TorsionCourse]? { scheduler.torsions(ofTask: id) }

    /// See ``ExecutorService``.
    public func cancel(_ id: Int) async throws(ExecutorError) {
        guard let task = try await task(id) else { throw Self.unknown(id) }
        guard !task.status.isFinished else { return }
        try transition { scheduler, transaction in try scheduler.cancel(id, from: transaction) }
        dispatch()
    }

    /// See ``ExecutorService``.
    public func retry(_ id: Int) async throws(ExecutorError) {
        try refuseWhileStopping()
        guard let task = try await task(id) else { throw Self.unknown(id) }
        guard task.status.isFinished else {
            throw ExecutorError(.conflict, "the task \(id) is \(task.status.rawValue): only finished ones begin again")
        }
        try transition { scheduler, transaction in try scheduler.retry(id, from: transaction) }
        ownTasks.insert(id)
        dispatch()
    }

    /// See ``ExecutorService``.
    public func setPriority(_ priority: Int, ofTask id: Int) async throws(ExecutorError) {
        guard try await task(id) != nil else { throw Self.unknown(id) }
        try transition { scheduler, _ in scheduler.setPriority(priority, of: id) }
        dispatch()
    }

    /// See ``ExecutorService``.
    public func submit(_ request: WorkRequest) async throws(ExecutorError) -> String {
        try refuseWhileStopping()
        try transition { scheduler, transaction in try scheduler.submit(request, from: transaction) }
        dispatch()
        return request.id
    }

    /// See ``ExecutorService``.
    public func work(_ id: String) async throws(ExecutorError) -> WorkView? {
        let row = try reading { () throws(StoreError) in try store.work(id: id) }
        guard let row else { return nil }
        let (isWanted, isRunning) = scheduler.isActive(work: row.key)
        if isWanted { return WorkView(id: id, kind: row.kind, status: isRunning ? .running : .waiting) }
        if let result = row.result { return WorkView(id: id, kind: row.kind, status: .success, result: result) }
        let failure = row.failure ?? WorkFailure(type: "CancelledError", message: "nobody waits for it any more")
        return WorkView(id: id, kind: row.kind, status: .errored, failure: failure)
    }

    /// See ``ExecutorService``.
    public nonisolated func check(_ schema: BespokeOptimizationSchema) async throws(ExecutorError) {
        do {
            try Calculator().check(schema)
        } catch {
            throw ExecutorError(.invalid, error.description)
        }
    }

    func refuseWhileStopping() throws(ExecutorError) {
        if isStopping { throw ExecutorError(.unavailable, "the executor is ending; submit to a running one") }
    }

    private static func unknown(_ id: Int) -> ExecutorError { ExecutorError(.notFound, "\(id) not found") }

    nonisolated func reading<Value>(_ body: () throws(StoreError) -> Value) throws(ExecutorError) -> Value {
        do {
            return try body()
        } catch {
            throw ExecutorError(error)
        }
    }
}
