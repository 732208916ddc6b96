public import Workflow

extension Scheduler {
    /// Of its whole time, the part after which a worker is too old to try a job of which it is only feared that it may
    /// take longer.
    private static let freshPart = 0.8
    /// The same for a job that has already been handed back unfinished.
    private static let wholePart = 0.95

    /// Whether a worker can be expected to finish a job in the time that it has.
    ///
    /// A fresh worker tries whatever has not been shown to take longer than its whole time.
    func hasTime(_ applicant: Applicant, for queued: QueuedJob) -> Bool {
        guard let remaining = applicant.remainingSeconds else { return true }
        let total = applicant.totalSeconds ?? remaining
        guard !exceeds(total, queued) else { return false }
        let feared = min(durations.expected(of: queued), Self.freshPart * total)
        let known = min(1.25 * queued.ranFor, Self.wholePart * total)
        return max(feared, known) <= remaining
    }

    /// Whether a job has been shown to take longer than a worker's whole time [s].
    private func exceeds(_ total: Double, _ queued: QueuedJob) -> Bool { 1.1 * queued.ranFor > total }

    /// Notes that a job was not finished within a time.
    mutating func noteUnfinished(_ lease: Lease, seconds: Double) {
        guard let known = jobs[lease.job]?.ranFor, seconds > known else { return }
        jobs[lease.job]?.ranFor = seconds
    }

    /// Lets a job go that was lost with its pilot: that says nothing about the job, so it does not count; the failure if
    /// it has happened so often that the job is given up.
    mutating func loseWithPilot(_ lease: Lease, _ how: String, now: Double) -> WorkFailure? {
        let losses = (jobs[lease.job]?.losses ?? 0) + 1
        for id in tasks(for: lease) {
            note(id, .attempt, "a job (\(lease.kind.rawValue), \(lease.worker)) was lost, which does not count: \(how)")
        }
        guard losses < policy.pilotLosses else {
            return WorkFailure(
                type: "PilotLostError",
                message: "\(losses) pilots in a row were lost with this job, the last one because: \(how)")
        }
        jobs[lease.job]?.losses = losses
        jobs[lease.job]?.earliest = now + policy.pause(after: losses)
        release(lease, counting: false, now: now)
        return nil
    }

    /// Takes back what a pilot holds that is not there any more.
    ///
    /// - Throws: what the library throws.
    public mutating func endPilot(_ pilot: String, _ how: String, now: Double, from library: some WorkLibrary) throws {
        for lease in currentLeases where lease.pilot == pilot {
            _ = try complete(token: lease.token, worker: lease.worker, .killed(how), now: now, from: library)
        }
    }

    /// The work that there is for pilots.
    ///
    /// - Parameters:
    ///   - seconds: how long a pilot works.
    ///   - categories: what it takes; all when empty.
    public func demand(onPilotsOf seconds: Double, taking categories: Set<WorkRequest.Category>) -> PilotDemand {
        let applicant = Applicant(name: "pilot", isRemote: true, categories: categories, remainingSeconds: seconds)
        var demand = PilotDemand()
        for queued in jobs.values where applicant.takes(queued.job.kind.category) {
            if let token = queued.token {
                if leases[token]?.pilot != nil { demand.jobs += 1 }
            } else if exceeds(seconds, queued) {
                demand.tooLong += 1
            } else {
                demand.jobs += 1
            }
        }
        if applicant.takes(.fragmenter) { demand.jobs += waiting.count }
        for lease in leases.values { if let pilot = lease.pilot { demand.held[pilot, default: 0] += 1 } }
        return demand
    }
}
