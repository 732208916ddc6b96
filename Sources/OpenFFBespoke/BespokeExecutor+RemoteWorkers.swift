public import Executor
internal import Foundation
internal import Store
internal import Workflow

extension BespokeExecutor {
    /// See ``ExecutorService``.
    public func lease(_ request: LeaseRequest) async throws(ExecutorError) -> LeasedJob? {
        let end = monotonicSeconds() + min(max(request.wait, 0), 60)
        var applicant = Scheduler.Applicant(request)
        let asked = monotonicSeconds()
        guard request.worker != Scheduler.Applicant.local.name, !request.worker.isEmpty else {
            throw ExecutorError(.invalid, "a remote worker needs a name of its own")
        }
        while true {
            let now = monotonicSeconds()
            noteContact(with: request.worker, pilot: request.pilot, now: now)
            applicant.remainingSeconds = request.remainingSeconds.map { $0 - (now - asked) }
            if isStopping { return nil }
            if scheduler.mayLease(to: applicant, now: now) {
                let job = try transition(isLasting: false) { scheduler, transaction in
                    try scheduler.lease(to: applicant, token: UUID().uuidString, now: now, from: transaction)
                }
                if let job {
                    dispatch()
                    return job
                }
            }
            guard now < end, !Task.isCancelled else { return nil }
            await waitForWork(seconds: end - now)
        }
    }

    /// Notes that a worker, and with it its pilot, is alive.
    private func noteContact(with worker: String, pilot: String? = nil, now: Double) {
        if remoteContacts[worker] == nil {
            remoteContacts = remoteContacts.filter { $0.value > now - 3600 }
            pilotsOfWorkers = pilotsOfWorkers.filter { remoteContacts[$0.key] != nil }
        }
        remoteContacts[worker] = now
        if let pilot { pilotsOfWorkers[worker] = pilot }
        if let pilot = pilotsOfWorkers[worker] { pilotContacts[pilot] = now }
    }

    /// Waits until there may be work, at most some seconds.
    private func waitForWork(seconds: Double) async {
        let ticket = UUID()
        let timer = Task {
            try? await Task.sleep(for: .seconds(seconds))
            self.wake(ticket)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { arrivals[ticket] = $0 }
        } onCancel: {
            Task { await self.wake(ticket) }
        }
        timer.cancel()
    }

    private func wake(_ ticket: UUID) { arrivals.removeValue(forKey: ticket)?.resume() }

    /// See ``ExecutorService``.
    public func heartbeat(_ heartbeat: WorkerHeartbeat) async throws(ExecutorError) -> HeartbeatReply {
        noteContact(with: heartbeat.worker, now: monotonicSeconds())
        let revoked = scheduler.heartbeat(
            worker: heartbeat.worker, tokens: heartbeat.tokens, now: monotonicSeconds())
        return HeartbeatReply(revoked: revoked)
    }

    /// See ``ExecutorService``.
    public func complete(_ completion: JobCompletion) async throws(ExecutorError) {
        let now = monotonicSeconds()
        noteContact(with: completion.worker, now: now)
        let lease = scheduler.lease(completion.token)
        let isHeld = try transition(isLasting: false) { scheduler, transaction in
            try scheduler.complete(
                token: completion.token, worker: completion.worker, completion.ending, now: now, from: transaction)
        }
        guard isHeld, let lease else {
            throw ExecutorError(
                .conflict, "the lease \(completion.token) is not held by \(completion.worker); the result is ignored")
        }
        if case .killed = completion.ending, lease.pilot != nil { return dispatch() }
        count(completion.ending, kind: lease.kind, cost: completion.cost)
        dispatch()
    }
}
