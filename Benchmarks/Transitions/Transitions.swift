import Executor
import Foundation
import Store
import Workflow

/// Counts the transitions of jobs per second that store and scheduler make, each in a transaction of its own:
/// `transitions FOLDER` leases and completes 5,000 jobs without workers.
@main
struct Transitions {
    static func main() throws {
        let store = try Store(directory: CommandLine.arguments[1])
        var scheduler = Scheduler(budget: CoreBudget(total: 2))
        for number in 0..<5000 {
            let request = WorkRequest.charges(ChargeRequest(cmiles: "molecule \(number)", method: .am1bcc))
            try write(&scheduler, store) { try $0.submit(request, from: $1) }
        }
        let clock = ContinuousClock()
        var count = 0
        let began = clock.now
        while count < 10000 {
            let token = "token \(count)"
            var job: LeasedJob?
            try write(&scheduler, store) {
                job = try $0.lease(to: .init(name: "bench"), token: token, now: 0, from: $1)
            }
            guard job != nil else { break }
            try write(&scheduler, store) {
                let report = JobReport(.success(.charges([0.1, -0.1])))
                _ = try $0.complete(token: token, worker: "bench", .reported(report), now: 0, from: $1)
            }
            count += 2
        }
        let elapsed = clock.now - began
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        print(String(format: "%.0f transitions per second", Double(count) / seconds))
    }

    private static func write(
        _ scheduler: inout Scheduler, _ store: Store, _ body: (inout Scheduler, Transaction) throws -> Void
    ) throws {
        try store.transaction(at: 0, isLasting: false) { transaction in
            try body(&scheduler, transaction)
            _ = try transaction.apply(scheduler.takeTransition().changes)
        }
    }
}
