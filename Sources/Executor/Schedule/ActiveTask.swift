public import Workflow

/// A task that has begun and not ended.
struct ActiveTask {
    var state: TaskState { didSet { described = nil } }
    var priority: Int
    /// Parts (grid points, conformers) of the work for it, by key.
    var parts: [String: (kind: WorkRequest.Kind, finished: Int, total: Int)] = [:]
    /// What was last written down.
    var detail: TaskDetail
    /// What the state says of the course, once somebody has asked since it changed.
    private var described: TaskDetail?

    init(id: Int, submission: Submission) {
        state = TaskState(id: String(id), schema: submission.schema)
        priority = submission.priority
        detail = TaskDetail(state)
    }

    /// What is known of its course.
    mutating func currentDetail() -> TaskDetail {
        var detail = described ?? TaskDetail(state)
        described = detail
        func sum(_ kind: WorkRequest.Kind) -> TaskDetail.Count {
            let chosen = parts.values.filter { $0.kind == kind }
            return TaskDetail.Count(
                chosen.map(\.finished).reduce(0, +), of: chosen.map(\.total).reduce(0, +))
        }
        (detail.gridPoints, detail.bondOrders) = (sum(.torsionDrive), sum(.bondOrders))
        return detail
    }
}

extension TaskDetail {
    /// What a task's state says of its course; parts of unfinished work aside.
    public init(_ state: TaskState) {
        let failures = state.stageFailures
        let work = state.stageWork
        let workFailures = state.stageWorkFailures
        stages = state.stages.enumerated().map { index, stage in
            let failure = failures[index] ?? stage.error.map { WorkFailure(type: "TaskError", message: $0) }
            return Stage(
                type: stage.type, status: stage.status.rawValue, failure: failure,
                work: work[index]?.map(WorkRequest.id(ofKey:)), workFailures: workFailures[index])
        }
        let drives = state.drives
        self.drives = Count(state.finishedDrives, of: state.askedDrives)
        gridPoints = Count(0, of: 0)
        bondOrders = Count(0, of: 0)
        gradients = drives.values.map(\.gradients).reduce(0, +)
        warnings = state.warnings
    }
}
