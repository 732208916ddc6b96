import Chemistry
import Executor
import ExecutorTestSupport
import Report
import Store
import Workflow

/// A scheduler on a store, with workers that compute what is cheap and make up what costs electrons.
final class Shop {
    let place = Workplace()
    private(set) var store: Store
    private var scheduler: Scheduler
    private var now = 0.0
    private var tokens = 0
    /// The leases in the hands of workers.
    private(set) var held: [LeasedJob] = []

    private static var fresh: Scheduler {
        var policy = RetryPolicy()
        policy.crashes = 1000
        return Scheduler(budget: CoreBudget(total: 3), policy: policy)
    }

    init() throws {
        store = try place.store()
        scheduler = Self.fresh
    }

    /// One transition, in a transaction; one that fails is followed by a restoration.
    private func transition<Value>(failing: Bool = false, _ body: (inout Scheduler, Transaction) throws -> Value) throws
        -> Value?
    {
        now += 100
        do {
            return try store.transaction(at: now) { transaction in
                let value = try body(&scheduler, transaction)
                try transaction.apply(scheduler.takeTransition().changes)
                if failing { throw StoreError(.full, "no room") }
                return value
            }
        } catch {
            guard failing else { throw error }
            try restore()
            return nil
        }
    }

    private func restore() throws {
        scheduler = Self.fresh
        held = []
        _ = try transition { scheduler, transaction in
            let unfinished = try transaction.takeUpUnfinished()
            try scheduler.restore(
                waiting: unfinished.waiting, running: unfinished.running, requests: unfinished.requests,
                from: transaction)
        }
    }

    /// The server is killed and another one started.
    func restart() throws {
        try store.close()
        store = try place.store()
        try restore()
    }

    func submit(_ schema: BespokeOptimizationSchema, failing: Bool = false) throws {
        _ = try transition(failing: failing) { scheduler, transaction in
            scheduler.submit(id: try transaction.nextTaskID(), Submission(schema: schema))
        }
    }

    func cancel(_ id: Int) throws { _ = try transition { try $0.cancel(id, from: $1) } }

    func retry(_ id: Int) throws { _ = try transition { try $0.retry(id, from: $1) } }

    func setPriority(_ priority: Int, of id: Int) throws {
        _ = try transition { scheduler, _ in scheduler.setPriority(priority, of: id) }
    }

    @discardableResult
    func lease(failing: Bool = false) throws -> Bool {
        tokens += 1
        let token = "t\(tokens)"
        let job = try transition(failing: failing) {
            try $0.lease(to: Scheduler.Applicant(name: "w"), token: token, now: now, from: $1)
        }
        guard let job = job ?? nil else { return false }
        held.append(job)
        return true
    }

    func complete(at index: Int, _ ending: JobCompletion.Ending? = nil, failing: Bool = false) throws {
        let job = held.remove(at: index)
        let ending = ending ?? .reported(Self.worker.report(of: job.job))
        _ = try transition(failing: failing) {
            try $0.complete(token: job.token, worker: "w", ending, now: now, from: $1)
        }
    }

    /// Works until nothing is left to do.
    func finish() throws {
        repeat {
            while !held.isEmpty { try complete(at: 0) }
        } while try lease()
    }

    private static let worker = RehearsedWorker(
        charges: { request in
            let molecule = try Molecule(mappedSMILES: request.cmiles)
            return molecule.atoms.indices.map { 0.1 * Double($0) }
        }, fit: { try fit($0) })

    /// The force field as it was, and a report that tells everything that the fit would have been made from.
    private static func fit(_ request: FitRequest) throws -> FitOutcome {
        var schema = request.schema
        schema.stages = []
        var outcome = try FitOutcome(FitRequest(schema: schema))
        outcome.report.warnings.append("fit of " + WorkRequest.fit(request).key)
        return outcome
    }
}
