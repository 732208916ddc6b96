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

    /// The error as JSON in a text: an object for work that failed, a sentence for a stage that failed without work, a
    /// list for the calculations of a stage.
    private var error: String? {
        guard let work = stage.work else { return stage.failure.map { JSON.string($0.message).text() } }
        guard let failure = stage.failure else {
            let isList = stage.type == "qc-generation"
            return isList ? JSON.array(work.map { _ in .null }).text() : "null"
        }
        guard !work.isEmpty else { return JSON.string(failure.message).text() }
        return stage.type == "qc-generation" ? JSON.array([failure.document]).text() : failure.document.text()
    }
}

extension WorkFailure {
    /// The failure as the reference system writes an exception.
    var document: JSON { ["type": .string(type), "message": .string(message), "traceback": .null] }
}
