internal import Workflow

extension Scheduler {
    /// Begins a task that was waiting, or had begun before a restart.
    mutating func begin(task id: Int, from library: some WorkLibrary) throws {
        guard tasks[id] == nil else { return }
        var task = ActiveTask(id: id, submission: try library.submission(ofTask: id))
        let commands = task.state.handle(.submitted)
        tasks[id] = task
        touched.insert(id)
        try carryOut(commands, for: id, from: library)
    }

    private mutating func carryOut(_ commands: [TaskCommand], for id: Int, from library: some WorkLibrary) throws {
        for case .enqueue(let key, let request) in commands {
            try begin(request, key: key, for: .task(id), from: library)
        }
    }

    /// Begins a piece of work, joins it where it is being done, or finds it where it is finished.
    mutating func begin(
        _ request: WorkRequest, key: String, for parent: ActiveWork.Parent, from library: some WorkLibrary
    ) throws {
        if works[key] != nil {
            works[key]?.parents.insert(parent)
            rerank(key)
            if parent == .caller { transition.changes.append(.workBegan(key: key, request.kind, request: request)) }
            countParts(of: key)
            return
        }
        if let result = try library.result(ofWork: key) {
            transition.changes.append(.workFound(key: key))
            countFoundParts(of: request, key: key, for: parent)
            inbox.append(Delivery(parent: parent, key: key, request: request, result: .success(result)))
            return
        }
        works[key] = ActiveWork(request: request, state: WorkState(request), parents: [parent])
        rerank(key)
        transition.changes.append(.workBegan(key: key, request.kind, request: parent == .caller ? request : nil))
        let reports = try library.reports(ofWork: key)
        let attempts = try library.attempts(ofWork: key)
        try advance(key, reports: reports, attempts: attempts, from: library)
    }

    /// Takes in reports on disk as far as they go, then asks for what is missing.
    private mutating func advance(
        _ key: String, reports: [String: JobReport] = [:], attempts: [String: Int] = [:], from library: some WorkLibrary
    ) throws {
        guard var work = works[key] else { return }
        var isAdvancing = !reports.isEmpty
        while isAdvancing {
            isAdvancing = false
            for named in work.state.ready {
                guard let report = reports[named.name] else { continue }
                work.state.record(report.result, forJob: named.name)
                isAdvancing = true
            }
        }
        works[key] = work
        countParts(of: key)
        if let outcome = work.state.outcome { return end(key, outcome) }
        for named in work.state.ready { add(named, of: key, attempts: attempts[named.name] ?? 0) }
        for need in work.state.needs { try begin(need, key: need.key, for: .work(key), from: library) }
    }

    private mutating func add(_ named: NamedJob, of key: String, attempts: Int) {
        let id = JobID(work: key, name: named.name)
        guard jobs[id] == nil else { return }
        order += 1
        let queued = QueuedJob(named, order: order, attempts: attempts)
        jobs[id] = queued
        works[key]?.jobs.insert(named.name)
        putInLine(id, queued)
        transition.changes.append(.jobAdded(id, named.job.kind))
    }

    /// Takes in what became of a job.
    mutating func record(
        _ result: Result<JobResult, WorkFailure>, for job: JobID, from library: some WorkLibrary
    ) throws {
        jobs[job] = nil
        works[job.work]?.jobs.remove(job.name)
        works[job.work]?.state.record(result, forJob: job.name)
        try advance(job.work, from: library)
        try settle(from: library)
    }

    private mutating func end(_ key: String, _ outcome: Result<WorkResult, WorkFailure>) {
        guard let work = works.removeValue(forKey: key) else { return }
        dropJobs(of: work, key)
        transition.changes.append(.workEnded(key: key, outcome))
        for parent in work.parents {
            inbox.append(Delivery(parent: parent, key: key, request: work.request, result: outcome))
        }
    }

    /// Drops the jobs of work that has ended or is not wanted; running ones are stopped.
    mutating func dropJobs(of work: ActiveWork, _ key: String) {
        for name in work.jobs.sorted() {
            let id = JobID(work: key, name: name)
            guard let queued = jobs.removeValue(forKey: id) else { continue }
            if let token = queued.token {
                if let lease = leases.removeValue(forKey: token) { transition.revoked.append(lease) }
            } else {
                ready.remove(queued.job.kind.category, at: ReadyJobs.Place(work.rank, queued))
                pausing.remove(id)
            }
        }
    }

    /// Lets a job wait for a worker.
    mutating func putInLine(_ id: JobID, _ queued: QueuedJob) {
        guard let rank = works[id.work]?.rank else { return }
        ready.insert(id, queued.job.kind.category, at: ReadyJobs.Place(rank, queued))
        if queued.earliest > 0 { pausing.insert(id) }
    }

    /// Lets a job wait no more.
    mutating func takeFromLine(_ id: JobID, _ queued: QueuedJob) {
        guard let rank = works[id.work]?.rank else { return }
        ready.remove(queued.job.kind.category, at: ReadyJobs.Place(rank, queued))
        pausing.remove(id)
    }

    /// Gives the jobs of a piece of work, and of all that it needs, the place that those who wait for it give them.
    mutating func rerank(_ key: String) {
        guard let work = works[key] else { return }
        let waiting = tasks(waitingFor: key)
        let rank = ReadyJobs.Rank(
            priority: waiting.compactMap { tasks[$0]?.priority }.max() ?? 0, oldestTask: waiting.min() ?? .max)
        guard rank != work.rank else { return }
        let inLine = work.jobs.map { JobID(work: key, name: $0) }.compactMap { id in
            jobs[id].flatMap { $0.token == nil ? (id, $0) : nil }
        }
        for (id, queued) in inLine { takeFromLine(id, queued) }
        works[key]?.rank = rank
        for (id, queued) in inLine { putInLine(id, queued) }
        for need in work.state.needs { rerank(need.key) }
    }

    /// Brings finished work to those who wait for it until nothing is on its way, then notes what tasks have become.
    mutating func settle(from library: some WorkLibrary) throws {
        var position = 0
        while position < inbox.count {
            let delivery = inbox[position]
            position += 1
            switch delivery.parent {
            case .caller: break
            case .work(let key):
                works[key]?.state.record(delivery.result, for: delivery.request)
                try advance(key, from: library)
            case .task(let id):
                guard tasks[id] != nil else { continue }
                touched.insert(id)
                let event: TaskEvent =
                    switch delivery.result {
                    case .success(let result): .succeeded(key: delivery.key, result)
                    case .failure(let failure): .failed(key: delivery.key, failure)
                    }
                let commands = tasks[id]?.state.handle(event) ?? []
                try carryOut(commands, for: id, from: library)
            }
        }
        inbox = []
        noteTasks()
    }
}
