internal import Executor
internal import Foundation
internal import Store
internal import Workflow

/// Where the scheduler's transitions are carried out and timed, with or without a store.
struct Desk {
    /// The submissions that were made, as a store would know them.
    private struct Submissions: WorkLibrary {
        let template: Template
        func result(ofWork key: String) -> WorkResult? { nil }
        func reports(ofWork key: String) -> [String: JobReport] { [:] }
        func attempts(ofWork key: String) -> [String: Int] { [:] }
        func submission(ofTask id: Int) -> Submission { template.submission(id) }
    }

    /// What is done.
    enum Kind: String, CaseIterable {
        case submit, lease, complete, heartbeat, expire
    }

    /// How often something was done, and what it cost.
    struct Cost {
        var calls = 0
        /// CPU time [s].
        var seconds = 0.0
        var longest = 0.0
    }

    /// What a transition led to.
    struct Outcome {
        /// Jobs that can be done now.
        var newJobs = 0
        var finishedTasks = 0
    }

    private(set) var costs: [Kind: Cost] = [:]
    var scheduler: Scheduler
    private let library: Submissions
    private let store: Store?

    init(_ template: Template, store: Store? = nil) {
        scheduler = Scheduler(budget: CoreBudget(total: 0))
        (library, self.store) = (Submissions(template: template), store)
    }

    /// Carries a transition out; the seconds of CPU time that it took.
    mutating func carryOut(
        _ kind: Kind, _ body: (inout Scheduler, any WorkLibrary) throws -> Void
    ) throws -> (outcome: Outcome, seconds: Double) {
        let began = Self.cpuSeconds()
        let changes: [Change]
        if let store {
            changes = try store.transaction(at: 0, isLasting: false) { transaction in
                try body(&scheduler, transaction)
                let changes = scheduler.takeTransition().changes
                _ = try transaction.apply(changes)
                return changes
            }
        } else {
            try body(&scheduler, library)
            changes = scheduler.takeTransition().changes
        }
        let seconds = Self.cpuSeconds() - began
        var cost = costs[kind] ?? Cost()
        cost.calls += 1
        cost.seconds += seconds
        cost.longest = max(cost.longest, seconds)
        costs[kind] = cost
        var outcome = Outcome()
        for change in changes {
            switch change {
            case .jobAdded, .jobReleased: outcome.newJobs += 1
            case .taskFinished: outcome.finishedTasks += 1
            default: break
            }
        }
        return (outcome, seconds)
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
