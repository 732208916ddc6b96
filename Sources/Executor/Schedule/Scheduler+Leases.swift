internal import TorsionDrive
public import Workflow

extension Scheduler {
    /// A worker that asks for a job.
    public struct Applicant: Sendable {
        /// The worker's name.
        public var name: String
        /// Whether it uses the cores of another machine.
        public var isRemote: Bool
        /// The categories it takes; all when empty.
        public var categories: Set<WorkRequest.Category>
        /// The longest job that it can take [s]; nil for any.
        public var remainingSeconds: Double?
        /// How long the worker may run in all [s]; nil where it has no limit.
        public var totalSeconds: Double?
        /// The pilot that it belongs to.
        public var pilot: String?
        /// Within how many seconds it gives signs of life; nil for the policy's.
        public var leaseSeconds: Double?

        /// A worker that asks for a job.
        public init(
            name: String, isRemote: Bool = false, categories: Set<WorkRequest.Category> = [],
            remainingSeconds: Double? = nil
        ) {
            (self.name, self.isRemote) = (name, isRemote)
            (self.categories, self.remainingSeconds) = (categories, remainingSeconds)
        }

        /// The remote worker of a request.
        public init(_ request: LeaseRequest) {
            self.init(
                name: request.worker, isRemote: true, categories: Set(request.categories),
                remainingSeconds: request.remainingSeconds)
            (totalSeconds, pilot) = (request.totalSeconds, request.pilot)
            leaseSeconds = request.leaseSeconds.map { min(max($0, 1), 600) }
        }

        /// Whether it takes jobs of a category.
        func takes(_ category: WorkRequest.Category) -> Bool { categories.isEmpty || categories.contains(category) }
    }

    /// Gives a worker the job that comes first, if there is one that it may have; begins waiting tasks to find one.
    ///
    /// - Throws: what the library throws.
    public mutating func lease(
        to applicant: Applicant, token: String, now: Double, from library: some WorkLibrary
    ) throws -> LeasedJob? {
        var chosen = first(for: applicant, now: now)
        while chosen == nil, !waiting.isEmpty, tasks.count < maximumRunningTasks, hasRoom(for: applicant) {
            let next = waiting.removeFirst()
            note(next.id, .began, "began")
            try begin(task: next.id, from: library)
            prioritize(next.id, next.priority)
            try settle(from: library)
            chosen = first(for: applicant, now: now)
        }
        guard let id = chosen, let queued = jobs[id] else { return nil }
        takeFromLine(id, queued)
        jobs[id]?.token = token
        let seconds = applicant.leaseSeconds ?? policy.leaseSeconds
        leases[token] = Lease(
            token: token, job: id, kind: queued.job.kind, worker: applicant.name, isRemote: applicant.isRemote,
            pilot: applicant.pilot, leaseSeconds: seconds, began: now, expires: applicant.isRemote ? now + seconds : nil
        )
        if let expires = leases[token]?.expires { quietUntil = min(quietUntil ?? expires, expires) }
        transition.changes.append(.jobLeased(id, token: token, worker: applicant.name))
        return LeasedJob(
            token: token, job: queued.job, deadline: policy.deadline(of: queued.job.kind), leaseSeconds: seconds)
    }

    /// Whether a worker might get a job; if not, it is certain that there is none for it now.
    public func mayLease(to applicant: Applicant, now: Double) -> Bool {
        if first(for: applicant, now: now) != nil { return true }
        return !waiting.isEmpty && tasks.count < maximumRunningTasks && hasRoom(for: applicant)
    }

    /// Cores of this machine in use, by category.
    public var localCores: [WorkRequest.Category: Int] { leases.localCores }

    /// The lease of a token, if it is in force.
    public func lease(_ token: String) -> Lease? { leases[token] }

    private func hasRoom(for applicant: Applicant) -> Bool {
        guard !applicant.isRemote else { return applicant.takes(.fragmenter) }
        return budget.allows(.fragmenter, running: localCores)
    }

    private func first(for applicant: Applicant, now: Double) -> JobID? {
        let running = localCores
        var best: (place: ReadyJobs.Place, id: JobID)?
        for category in WorkRequest.Category.allCases where applicant.takes(category) {
            guard applicant.isRemote || budget.allows(category, running: running) else { continue }
            let found = ready.first(in: category) { id in
                guard let queued = jobs[id], queued.earliest <= now else { return false }
                return hasTime(applicant, for: queued)
            }
            guard let found, best.map({ found.place < $0.place }) ?? true else { continue }
            best = found
        }
        return best?.id
    }

    /// Takes in how an attempt ended.
    ///
    /// - Returns: whether the lease was held; a late or foreign ending changes nothing.
    /// - Throws: what the library throws.
    public mutating func complete(
        token: String, worker: String, _ ending: JobCompletion.Ending, now: Double, from library: some WorkLibrary
    ) throws -> Bool {
        guard let lease = leases[token], lease.worker == worker else { return false }
        leases[token] = nil
        switch ending {
        case .reported(let report):
            if report.isWorthRepeating, (jobs[lease.job]?.attempts ?? 0) + 1 < policy.crashes {
                lose(lease, "ended by chance", limit: policy.crashes, now: now)
                return true
            }
            transition.changes.append(.jobReported(lease.job, token: token, report))
            if let job = jobs[lease.job] { durations.record(now - lease.began, of: job.durationClass) }
            try record(report.result, for: lease.job, from: library)
        case .handedBack:
            if lease.isRemote { noteUnfinished(lease, seconds: now - lease.began) }
            release(lease, counting: false, now: now)
        case .killed(let how) where lease.pilot != nil:
            if let failure = loseWithPilot(lease, how, now: now) { try fail(lease, failure, from: library) }
        case .crashed(let how): try count(lease, how, limit: policy.crashes, now: now, from: library)
        case .killed(let how): try count(lease, how, limit: policy.kills, now: now, from: library)
        case .ranOutOfMemory(let how): try count(lease, how, limit: policy.memoryKills, now: now, from: library)
        }
        return true
    }

    /// Counts a lost attempt, and gives the job up after so many.
    private mutating func count(
        _ lease: Lease, _ how: String, limit: Int, now: Double, from library: some WorkLibrary
    ) throws {
        if let failure = lose(lease, how, limit: limit, now: now) { try fail(lease, failure, from: library) }
    }

    private mutating func fail(_ lease: Lease, _ failure: WorkFailure, from library: some WorkLibrary) throws {
        let report = JobReport(.failure(failure))
        transition.changes.append(.jobReported(lease.job, token: lease.token, report))
        try record(report.result, for: lease.job, from: library)
    }

    /// Counts a lost attempt; the failure if there must be no other.
    @discardableResult
    private mutating func lose(_ lease: Lease, _ how: String, limit: Int, now: Double) -> WorkFailure? {
        let attempts = (jobs[lease.job]?.attempts ?? 0) + 1
        for id in tasks(waitingFor: lease.job.work).sorted() {
            note(
                id, .attempt, "attempt \(attempts) at a job (\(lease.kind.rawValue), \(lease.worker)) was lost: \(how)")
        }
        guard attempts < limit else {
            return WorkFailure(
                type: "WorkerLostError", message: "\(attempts) attempts were lost; the last one \(how)")
        }
        release(lease, counting: true, now: now)
        return nil
    }

    mutating func release(_ lease: Lease, counting: Bool, now: Double) {
        guard var job = jobs[lease.job] else { return }
        job.token = nil
        if counting {
            job.attempts += 1
            job.earliest = now + policy.pause(after: job.attempts)
        }
        jobs[lease.job] = job
        putInLine(lease.job, job)
        transition.changes.append(.jobReleased(lease.job, attempts: job.attempts))
    }

    /// Notes that a remote worker is alive.
    ///
    /// - Returns: those of its leases that it does not hold any more.
    public mutating func heartbeat(worker: String, tokens: [String], now: Double) -> [String] {
        var revoked: [String] = []
        for token in tokens {
            if let lease = leases[token], lease.worker == worker, lease.isRemote {
                leases[token]?.expires = now + lease.leaseSeconds
            } else {
                revoked.append(token)
            }
        }
        return revoked
    }

    /// Takes back the leases of remote workers that have not been heard of in time.
    ///
    /// - Throws: what the library throws.
    public mutating func expire(now: Double, from library: some WorkLibrary) throws {
        guard quietUntil.map({ $0 < now }) ?? false else { return }
        let silent = leases.values.filter { ($0.expires ?? .infinity) < now }.sorted { $0.token < $1.token }
        for lease in silent {
            _ = try complete(
                token: lease.token, worker: lease.worker, .killed("gave no sign of life"), now: now, from: library)
        }
        quietUntil = leases.values.compactMap(\.expires).min()
    }

    /// When something can happen without an event, at the earliest: a pause ends or a lease runs out [s]; nil for never.
    ///
    /// Signs of life put the end of a lease off; only ``expire(now:from:)`` finds out to when.
    public var nextMoment: Double? {
        let pauses = pausing.compactMap { jobs[$0]?.earliest }
        return (pauses + [quietUntil].compactMap { $0 }).min()
    }
}

extension JobReport {
    /// Whether the same job may succeed when it is done again.
    var isWorthRepeating: Bool {
        guard case .success(.gridPoint(let result)) = result else { return false }
        return result.failure?.isByChance == true
    }
}
