internal import Executor
internal import JSON
internal import Workflow

/// The stages of a task as the reference system's clients read them.
struct StageDocument {
    let stage: TaskDetail.Stage
    let paths: Paths

    /// Stages that have not begun, then the running one, then finished ones: the reference system's order.
    static func ordered(_ stages: [TaskDetail.Stage]) -> [TaskDetail.Stage] {
        let states = ["waiting", "running"]
        let known = states.flatMap { state in stages.filter { $0.status == state } }
        return known + stages.filter { !states.contains($0.status) }
    }

    /// The stage as JSON: `type`, `status`, `error` and `results`.
    var json: JSON {
        [
            "type": .string(stage.type), "status": .string(stage.status), "error": .optional(error),
            "results": links.map(JSON.array) ?? .null,
        ]
    }

    private var links: [JSON]? {
        stage.work.map { ids in
            ids.map { ["self": .string(paths.link(path, $0)), "id": .string($0)] }
        }
    }

    private var path: String {
        switch stage.type {
        case "fragmentation": paths.fragmentations
        case "qc-generation": paths.qcCalculations
        default: paths.optimizations
        }
    }

    /// The error as JSON in a text: a sentence for a stage that failed although its work did not; else the failure of
    /// its work, as a list with one item for each calculation where a stage has many.
    private var error: String? {
        let sentence = stage.failure.map { JSON.string($0.message).text() }
        guard let work = stage.work else { return sentence }
        let failures = (stage.workFailures ?? work.map { _ in stage.failure }).map { $0?.document ?? .null }
        if let sentence, failures.allSatisfy({ $0 == .null }) { return sentence }
        return stage.type == "qc-generation" ? JSON.array(failures).text() : (failures.first ?? .null).text()
    }
}

extension WorkFailure {
    /// The failure as the reference system writes an exception.
    var document: JSON { ["type": .string(type), "message": .string(message), "traceback": .null] }
}
