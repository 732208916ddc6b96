public import Executor
internal import Foundation
internal import Store
internal import Workflow

extension BespokeExecutor {
    /// See ``ExecutorService``.
    public func lease(_ request: LeaseRequest) async throws(ExecutorError) -> LeasedJob? {
        let end = monotonicSeconds() + min(max(request.wait, 0), 60)
        let applicant = Scheduler.Applicant(
            name: request.worker, isRemote: true, categories: Set(request.categories),
            remainingSeconds: request.remainingSeconds)
        guard request.worker != Scheduler.Applicant.local.name, !request.worker.isEmpty else {
            throw ExecutorError(.invalid, "a remote worker needs a name of its own")
        }
        while true {
            let now = monotonicSeconds()
            remoteContacts = remoteContacts.filter { $0.value > now - 3600 }
            remoteContacts[request.worker] = now
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
        remoteContacts[heartbeat.worker] = monotonicSeconds()
        let revoked = scheduler.heartbeat(
            worker: heartbeat.worker, tokens: heartbeat.tokens, now: monotonicSeconds())
        return HeartbeatReply(revoked: revoked)
    }

    /// See ``ExecutorService``.
    public func complete(_ completion: JobCompletion) async throws(ExecutorError) {
        let now = monotonicSeconds()
        remoteContacts[completion.worker] = now
        let kind = scheduler.currentLeases.first { $0.token == completion.token }?.kind
        let isHeld = try transition(isLasting: false) { scheduler, transaction in
            try scheduler.complete(
                token: completion.token, worker: completion.worker, completion.ending, now: now, from: transaction)
        }
        guard isHeld, let kind else {
            throw ExecutorError(
                .conflict, "the lease \(completion.token) is not held by \(completion.worker); the result is ignored")
        }
        count(completion.ending, kind: kind, cost: completion.cost)
        dispatch()
    }
}
