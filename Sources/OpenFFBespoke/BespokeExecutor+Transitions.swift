internal import Calculation
internal import Executor
internal import Foundation
internal import Store
internal import WorkerProcesses
internal import Workflow

extension BespokeExecutor {
    /// Carries a transition out in one transaction, then acts upon it.
    ///
    /// When the transaction fails, the disk is as before, and the scheduler is restored from it before anything else. It is
    /// repeated as long as it fails because of a task that can not be read: each time one such task has been given up.
    func transition<Value>(
        isLasting: Bool = true, _ body: (inout Scheduler, Transaction) throws -> Value
    ) throws(ExecutorError) -> Value {
        var isRepeated = false
        while true {
            do {
                return try attempt(isLasting, body)
            } catch  where error.cause == .damagedTask {
                continue
            } catch  where error.cause == .inconsistent && !isRepeated {
                isRepeated = true
            } catch {
                throw ExecutorError(error)
            }
        }
    }

    private func attempt<Value>(
        _ isLasting: Bool, _ body: (inout Scheduler, Transaction) throws -> Value
    ) throws(StoreError) -> Value {
        do {
            if isStale { try restore() }
            let (value, done, events) = try store.transaction(at: secondsSince1970(), isLasting: isLasting) {
                transaction in
                let value = try body(&scheduler, transaction)
                let done = scheduler.takeTransition()
                return (value, done, try transaction.apply(done.changes))
            }
            problem = nil
            for lease in done.revoked { running[lease.token]?.cancel() }
            feed.publish(events)
            return value
        } catch {
            isStale = true
            problem = error.message
            setAlarm(at: monotonicSeconds() + 5)
            throw error
        }
    }

    /// Takes up what is on disk; jobs that run under leases of before are stopped.
    private func restore() throws(StoreError) {
        for task in running.values { task.cancel() }
        running = [:]
        let events = try store.transaction(at: secondsSince1970()) { transaction in
            var fresh = Scheduler(
                budget: budget, policy: options.policy, maximumRunningTasks: options.maximumRunningTasks)
            fresh.durations = scheduler.durations
            let unfinished = try transaction.takeUpUnfinished()
            let isOurs = { (id: Int) in self.options.resumesTasks || self.ownTasks.contains(id) }
            try fresh.restore(
                waiting: unfinished.waiting.filter { isOurs($0.id) }, running: unfinished.running.filter(isOurs),
                requests: unfinished.requests, from: transaction)
            for id in unfinished.running where !isOurs(id) {
                try fresh.postpone(id, hadBegun: true, from: transaction)
            }
            for task in unfinished.waiting where !isOurs(task.id) {
                try fresh.postpone(task.id, hadBegun: false, from: transaction)
            }
            let done = fresh.takeTransition()
            scheduler = fresh
            return try transaction.apply(done.changes)
        }
        isStale = false
        feed.publish(events)
    }

    /// Starts jobs until the budget is used up or nothing is ready.
    func dispatch() {
        guard !isStopping else { return }
        while running.count < budget.total, scheduler.mayLease(to: .local, now: monotonicSeconds()) {
            let leased = try? transition(isLasting: false) { scheduler, transaction in
                try scheduler.lease(
                    to: .local, token: UUID().uuidString, now: monotonicSeconds(), from: transaction)
            }
            guard let job = leased ?? nil else { break }
            start(job)
        }
        if let moment = scheduler.nextMoment { setAlarm(at: moment) }
        if !arrivals.isEmpty, scheduler.isAnyReady || scheduler.isAnyWaiting {
            for continuation in arrivals.values { continuation.resume() }
            arrivals = [:]
        }
    }

    private func start(_ leased: LeasedJob) {
        let (pool, token) = (pool, leased.token)
        running[token] = Task.detached { [weak self] in
            let attempt = await Attempt(of: leased, in: pool)
            await self?.finish(token, attempt)
        }
    }

    /// Takes in how a local attempt ended, and starts what follows.
    private func finish(_ token: String, _ attempt: Attempt) {
        guard running.removeValue(forKey: token) != nil else { return dispatch() }
        let ending = attempt.ending
        let next = try? transition(isLasting: false) { scheduler, transaction in
            let now = monotonicSeconds()
            _ = try scheduler.complete(
                token: token, worker: Scheduler.Applicant.local.name, ending, now: now, from: transaction)
            guard !isStopping, scheduler.mayLease(to: .local, now: now) else { return nil as LeasedJob? }
            return try scheduler.lease(to: .local, token: UUID().uuidString, now: now, from: transaction)
        }
        count(ending, kind: attempt.kind, cost: attempt.cost)
        if let job = next ?? nil { start(job) }
        dispatch()
    }

    func count(_ ending: JobCompletion.Ending, kind: Job.Kind, cost: JobCost) {
        switch ending {
        case .reported: throughput.count(kind.rawValue, cost: cost, now: monotonicSeconds())
        case .crashed, .killed, .ranOutOfMemory: throughput.lost += 1
        case .handedBack: break
        }
    }

    /// Looks again when a pause ends or a lease runs out.
    func setAlarm(at moment: Double) {
        guard !isStopping else { return }
        if let alarm, alarm.moment <= moment, !alarm.task.isCancelled { return }
        alarm?.task.cancel()
        let wait = max(0.01, moment - monotonicSeconds())
        alarm = (
            moment,
            Task { [weak self] in
                try? await Task.sleep(for: .seconds(wait))
                if !Task.isCancelled { await self?.ring() }
            }
        )
    }

    private func ring() {
        alarm = nil
        try? transition(isLasting: false) { scheduler, transaction in
            try scheduler.expire(now: monotonicSeconds(), from: transaction)
        }
        dispatch()
    }
}

extension Scheduler.Applicant {
    /// The workers of this machine.
    static let local = Scheduler.Applicant(name: "local")
}
