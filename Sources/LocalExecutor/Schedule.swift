internal import Fragmentation
internal import TorsionDrive
internal import Workflow

/// Which job of a task runs next; the loop around it only starts jobs and brings reports.
struct Schedule {
    private(set) var task: TaskState
    private let budget: CoreBudget
    private var drives: [String: DriveState] = [:]
    private var driveOrder: [String] = []
    private var bondOrders: [String: BondOrderState] = [:]
    private var waiting: [LocalJob] = []
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
    mutating func next() -> LocalJob? {
        let allowed = waiting.indices.filter { budget.allows(waiting[$0].category, running: running) }
        guard let index = allowed.min(by: { waiting[$0].urgency < waiting[$1].urgency }) else { return nil }
        let job = waiting.remove(at: index)
        running[job.category, default: 0] += 1
        return job
    }

    /// Takes in what a job reports.
    mutating func record(_ report: LocalReport) {
        running[report.category, default: 1] -= 1
        switch report.content {
        case .work(let key, let result): settle(key, result)
        case .prepare(let key, let result):
            drives[key]?.record(result)
            advanceDrive(key)
        case .gridPoint(let key, let id, let result):
            drives[key]?.record(result, for: id)
            advanceDrive(key)
        case .conformers(let key, let result):
            bondOrders[key]?.record(result)
            waiting += bondOrders[key]?.ready.map { .bondOrder(key: key, $0) } ?? []
            settleBondOrders(key)
        case .bondOrder(let key, let conformer, let result):
            bondOrders[key]?.record(result, forConformer: conformer)
            settleBondOrders(key)
        }
    }

    /// How far the task has come.
    var progress: RunProgress {
        let states = driveOrder.compactMap { drives[$0] }
        let points = states.map(\.gridPoints)
        let conformers = bondOrders.values.map(\.conformers)
        return RunProgress(
            stages: task.stages,
            bondOrders: (conformers.map(\.finished).reduce(0, +), conformers.map(\.total).reduce(0, +)),
            bondOrderLevel: bondOrders.values.first?.request.options.method == .xtb ? "GFN2-xTB" : "AM1",
            drives: (states.count { $0.isFinished }, states.count),
            gridPoints: (points.map(\.finished).reduce(0, +), points.map(\.total).reduce(0, +)))
    }

    private mutating func settle(_ key: String, _ result: Result<WorkResult, WorkFailure>) {
        switch result {
        case .success(let value): carryOut(task.handle(.succeeded(key: key, value)))
        case .failure(let failure): carryOut(task.handle(.failed(key: key, failure)))
        }
    }

    private mutating func carryOut(_ commands: [TaskCommand]) {
        for case .enqueue(let key, let request) in commands {
            switch request {
            case .torsionDrive(let qcTask):
                drives[key] = DriveState(task: qcTask)
                driveOrder.append(key)
                waiting.append(.prepare(key: key, qcTask))
            case .bondOrders(let request):
                bondOrders[key] = BondOrderState(request: request)
                waiting.append(.conformers(key: key, request))
            default: waiting.append(.work(key: key, request))
            }
        }
    }

    private mutating func settleBondOrders(_ key: String) {
        guard let outcome = bondOrders[key]?.outcome else { return }
        settle(key, outcome.map(WorkResult.bondOrders))
    }

    private mutating func advanceDrive(_ key: String) {
        guard let drive = drives[key] else { return }
        if let outcome = drive.outcome() {
            settle(key, outcome.map(WorkResult.torsionDrive))
            return
        }
        for point in drive.ready where started.insert(key + point.id).inserted {
            waiting.append(.gridPoint(key: key, point))
        }
    }
}
