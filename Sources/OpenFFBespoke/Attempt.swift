internal import Calculation
internal import Executor
internal import JSON
internal import WorkerProcesses
internal import Workflow

/// How an attempt at a job in a worker process ended.
struct Attempt: Sendable {
    /// What the job does.
    let kind: Job.Kind
    /// How it ended.
    let ending: JobCompletion.Ending
    /// What it cost.
    let cost: JobCost

    /// Carries a job out in one of the pool's workers.
    init(of leased: LeasedJob, in pool: WorkerPool) async {
        kind = leased.job.kind
        let frame: [UInt8]
        do {
            frame = [UInt8](try JSON(encoding: leased.job).text().utf8)
        } catch {
            let failure = WorkFailure(type: "InputError", message: "the job can not be written down: \(error)")
            (ending, cost) = (.reported(JobReport(.failure(failure))), JobCost())
            return
        }
        switch await pool.run(frame, deadline: .seconds(leased.deadline)) {
        case .answered(let bytes):
            guard let answer = try? WorkerAnswer(bytes: bytes) else {
                (ending, cost) = (.crashed("the worker's answer can not be read"), JobCost())
                return
            }
            (ending, cost) = (.reported(answer.report), answer.cost)
        case .crashed(let crash) where crash.cause == .signal(9): (ending, cost) = (.killed("\(crash)"), JobCost())
        case .crashed(let crash) where crash.cause == .outOfMemory:
            (ending, cost) = (.ranOutOfMemory("\(crash)"), JobCost())
        case .crashed(let crash): (ending, cost) = (.crashed("\(crash)"), JobCost())
        case .timedOut: (ending, cost) = (.crashed("it took longer than \(Int(leased.deadline)) s"), JobCost())
        case .killed: (ending, cost) = (.handedBack, JobCost())
        }
    }
}
