import Executor
import Workflow

/// A library in memory: what a store would have on disk, as far as a scheduler asks for it.
struct Notebook: WorkLibrary {
    private(set) var results: [String: WorkResult] = [:]
    private(set) var reports: [JobID: JobReport] = [:]
    private(set) var attempts: [JobID: Int] = [:]
    private(set) var submissions: [Int: Submission] = [:]
    private(set) var status: [Int: TaskStatus] = [:]
    private(set) var details: [Int: TaskDetail] = [:]
    private(set) var requests: [String: WorkRequest] = [:]
    private(set) var events: [(task: Int?, kind: ExecutorEvent.Kind, message: String)] = []

    func result(ofWork key: String) -> WorkResult? { results[key] }

    func reports(ofWork key: String) -> [String: JobReport] {
        Dictionary(uniqueKeysWithValues: reports.filter { $0.key.work == key }.map { ($0.key.name, $0.value) })
    }

    func attempts(ofWork key: String) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: attempts.filter { $0.key.work == key }.map { ($0.key.name, $0.value) })
    }

    func submission(ofTask id: Int) throws -> Submission {
        guard let submission = submissions[id] else { throw ExecutorError(.notFound, "there is no task \(id)") }
        return submission
    }

    mutating func apply(_ transition: Scheduler.Transition) {
        for change in transition.changes { apply(change) }
    }

    private mutating func apply(_ change: Change) {
        switch change {
        case .taskAdded(let id, let submission): (submissions[id], status[id]) = (submission, .waiting)
        case .taskChanged(let id, let state, let detail): (status[id], details[id]) = (state, detail)
        case .taskFinished(let id, let state, let detail, _, _): (status[id], details[id]) = (state, detail)
        case .taskReset(let id, let detail): (status[id], details[id]) = (.waiting, detail)
        case .priorityChanged(let id, let priority): submissions[id]?.priority = priority
        case .workBegan(let key, _, let request): requests[key] = request
        case .workFound: break
        case .workEnded(let key, let outcome):
            if case .success(let result) = outcome { results[key] = result }
            requests[key] = nil
            forgetJobs(of: key)
        case .workAbandoned(let key): requests[key] = nil
        case .jobAdded(let id, _): attempts[id] = attempts[id] ?? 0
        case .jobLeased: break
        case .jobReported(let id, _, let report): reports[id] = report
        case .jobReleased(let id, let count): attempts[id] = count
        case .event(let task, let kind, let message): events.append((task, kind, message))
        }
    }

    private mutating func forgetJobs(of key: String) {
        reports = reports.filter { $0.key.work != key }
        attempts = attempts.filter { $0.key.work != key }
    }

    /// What a scheduler takes up after a restart.
    var unfinished: (waiting: [(id: Int, priority: Int)], running: [Int], requests: [WorkRequest]) {
        let waiting = status.filter { $0.value == .waiting }.keys.sorted()
        return (
            waiting.map { ($0, submissions[$0]?.priority ?? 0) }, status.filter { $0.value == .running }.keys.sorted(),
            requests.sorted { $0.key < $1.key }.map(\.value)
        )
    }
}
