internal import Executor
internal import Fragmentation
internal import Workflow

/// Which job of a task runs next; the loop around it only starts jobs and brings reports.
struct Schedule {
    /// What became of a job.
    struct Report: Sendable {
        let key: String
        let named: NamedJob
        let result: Result<JobResult, WorkFailure>
    }

    private(set) var task: TaskState
    private let budget: CoreBudget
    private var works: [String: (request: WorkRequest, state: WorkState)] = [:]
    private var order: [String] = []
    private var waiting: [(key: String, named: NamedJob)] = []
    private var running: [WorkRequest.Category: Int] = [:]
    private var started: Set<String> = []

    init(task: TaskState, budget: CoreBudget) {
        (self.task, self.budget) = (task, budget)
    }

    /// Whether the task needs nothing more.
    var isFinished: Bool { task.isFinished }

    mutating func begin() { carryOut(task.handle(.submitted)) }

    /// Asks for nothing more.
    mutating func cancel() {
        carryOut(task.handle(.cancelRequested))
        waiting = []
    }

    /// The next job that the budget allows, or nil.
    mutating func next() -> (key: String, named: NamedJob)? {
        let allowed = waiting.indices.filter {
            budget.allows(waiting[$0].named.job.kind.category, running: running)
        }
        guard
            let index = allowed.min(by: {
                waiting[$0].named.job.kind.urgency < waiting[$1].named.job.kind.urgency
            })
        else { return nil }
        let job = waiting.remove(at: index)
        running[job.named.job.kind.category, default: 0] += 1
        return job
    }

    /// Takes in what became of a job.
    mutating func record(_ report: Report) {
        running[report.named.job.kind.category, default: 1] -= 1
        works[report.key]?.state.record(report.result, forJob: report.named.name)
        advance(report.key)
    }

    /// How far the task has come.
    var progress: RunProgress {
        let states = order.compactMap { works[$0] }
        let drives = states.filter { if case .torsionDrive = $0.state { true } else { false } }
        let orders = states.filter { if case .bondOrders = $0.state { true } else { false } }
        func sum(_ states: [(request: WorkRequest, state: WorkState)]) -> (finished: Int, total: Int) {
            let parts = states.map(\.state.parts)
            return (parts.map(\.finished).reduce(0, +), parts.map(\.total).reduce(0, +))
        }
        return RunProgress(
            stages: task.stages, bondOrders: sum(orders), bondOrderLevel: level(orders),
            drives: (drives.count { $0.state.outcome != nil }, drives.count), gridPoints: sum(drives))
    }

    private func level(_ orders: [(request: WorkRequest, state: WorkState)]) -> String {
        guard case .bondOrders(let request) = orders.first?.request else { return "AM1" }
        return request.options.method == .xtb ? "GFN2-xTB" : "AM1"
    }

    private mutating func carryOut(_ commands: [TaskCommand]) {
        for case .enqueue(let key, let request) in commands { begin(key, request) }
    }

    private mutating func begin(_ key: String, _ request: WorkRequest) {
        guard works[key] == nil else { return }
        works[key] = (request, WorkState(request))
        order.append(key)
        advance(key)
    }

    private mutating func advance(_ key: String) {
        guard let (request, state) = works[key] else { return }
        if let outcome = state.outcome { return settle(key, request, outcome) }
        for named in state.ready where started.insert(key + named.name).inserted { waiting.append((key, named)) }
        for request in state.needs { begin(request.key, request) }
    }

    private mutating func settle(_ key: String, _ request: WorkRequest, _ outcome: Result<WorkResult, WorkFailure>) {
        switch outcome {
        case .success(let value): carryOut(task.handle(.succeeded(key: key, value)))
        case .failure(let failure): carryOut(task.handle(.failed(key: key, failure)))
        }
        for parent in order where works[parent]?.state.needs.contains(request) == true {
            works[parent]?.state.record(outcome, for: request)
            advance(parent)
        }
    }
}
