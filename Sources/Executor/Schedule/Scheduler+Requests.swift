public import Workflow

extension Scheduler {
    /// Ends an unfinished task, also one that waits for another launch; jobs that no other task needs are stopped.
    ///
    /// - Throws: what the library throws.
    public mutating func cancel(_ id: Int, from library: some WorkLibrary) throws {
        if tasks[id] != nil {
            _ = tasks[id]?.state.handle(.cancelRequested)
            for key in works.keys.sorted() where works[key]?.parents.contains(.task(id)) == true {
                leave(key, parent: .task(id))
            }
        } else if postponed.remove(id) != nil || waiting.contains(where: { $0.id == id }) {
            waiting.removeAll { $0.id == id }
            var task = ActiveTask(id: id, submission: try library.submission(ofTask: id))
            _ = task.state.handle(.cancelRequested)
            tasks[id] = task
        } else {
            return
        }
        note(id, .cancelled, "cancelled")
        touched.insert(id)
        noteTasks()
    }

    /// Takes one of those who wait for a piece of work away; work for nobody is given up.
    private mutating func leave(_ key: String, parent: ActiveWork.Parent) {
        works[key]?.parents.remove(parent)
        guard let work = works[key], work.parents.isEmpty else { return rerank(key) }
        works[key] = nil
        dropJobs(of: work, key)
        transition.changes.append(.workAbandoned(key: key))
        for need in work.state.needs { leave(need.key, parent: .work(key)) }
    }

    /// Begins a finished task again.
    ///
    /// - Throws: what the library throws.
    public mutating func retry(_ id: Int, from library: some WorkLibrary) throws {
        guard tasks[id] == nil, !waiting.contains(where: { $0.id == id }) else { return }
        let submission = try library.submission(ofTask: id)
        let task = ActiveTask(id: id, submission: submission)
        transition.changes.append(.taskReset(id: id, task.detail))
        note(id, .retried, "begins again")
        enqueue(id, priority: submission.priority)
    }

    /// Lets an unfinished task of before a restart wait for another start; what it has computed is kept.
    ///
    /// - Throws: what the library throws.
    public mutating func postpone(_ id: Int, hadBegun: Bool, from library: some WorkLibrary) throws {
        postponed.insert(id)
        guard hadBegun else { return }
        let task = ActiveTask(id: id, submission: try library.submission(ofTask: id))
        transition.changes.append(.taskReset(id: id, task.detail))
    }

    /// Moves a task in the queue.
    public mutating func setPriority(_ priority: Int, of id: Int) {
        if let index = waiting.firstIndex(where: { $0.id == id }) {
            waiting.remove(at: index)
            enqueue(id, priority: priority)
        }
        prioritize(id, priority)
        transition.changes.append(.priorityChanged(id: id, priority))
        note(id, .priority, "priority \(priority)")
    }

    /// Gives a task that has begun a priority, and its jobs their new places.
    mutating func prioritize(_ id: Int, _ priority: Int) {
        tasks[id]?.priority = priority
        for key in tasks[id]?.state.work.keys.sorted() ?? [] { rerank(key) }
    }

    /// Jobs that could run and that are running, by kind.
    public var jobCounts: (ready: [Job.Kind: Int], running: [Job.Kind: Int]) {
        var (ready, running): ([Job.Kind: Int], [Job.Kind: Int]) = ([:], [:])
        for queued in jobs.values {
            if queued.token == nil {
                ready[queued.job.kind, default: 0] += 1
            } else {
                running[queued.job.kind, default: 0] += 1
            }
        }
        return (ready, running)
    }

    /// How far each rotatable bond of a task is that has begun and not ended; nil for other tasks.
    public func torsions(ofTask id: Int) -> [TorsionCourse]? {
        tasks[id]?.state.torsionCourses(ending: nil) { key in
            if case .torsionDrive(let drive) = works[key]?.state { drive } else { nil }
        }
    }

    /// Whether a job waits for a worker.
    public var isAnyReady: Bool { !ready.isEmpty }

    /// Whether a task waits that has not begun.
    public var isAnyWaiting: Bool { !waiting.isEmpty }

    /// The tasks for which a leased job is done, by id.
    public func tasks(for lease: Lease) -> [Int] { tasks(waitingFor: lease.job.work).sorted() }

    /// The leases in force, the oldest first.
    public var currentLeases: [Lease] { leases.values.sorted { $0.began < $1.began } }

    /// The state of work: whether anybody waits for it, and whether any of its jobs is running.
    public func isActive(work key: String) -> (isWanted: Bool, isRunning: Bool) {
        guard let work = works[key] else { return (false, false) }
        return (true, work.jobs.contains { jobs[JobID(work: key, name: $0)]?.token != nil })
    }
}
