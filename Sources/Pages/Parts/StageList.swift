internal import Executor
internal import Report

/// The three stages of a task.
struct StageList {
    let detail: TaskDetail

    var html: HTML {
        let items = detail.stages.map { stage -> HTML in
            """
            <li class="stage-\(stage.status)"><b>\(Words.stage(stage.type))</b> <small>\(state(stage.status))</small> \
            \(progress(stage.type))</li>
            """
        }
        return "<ol class=\"stages\">\(items)</ol>"
    }

    private func state(_ status: String) -> String {
        switch status {
        case "success": "done"
        case "errored": "failed"
        default: status
        }
    }

    private func progress(_ type: String) -> HTML {
        switch type {
        case "fragmentation": Words.bar(detail.bondOrders.finished, of: detail.bondOrders.total, "bond orders")
        case "qc-generation":
            """
            \(Words.bar(detail.gridPoints.finished, of: detail.gridPoints.total, "grid points"))
            """
        default: .empty
        }
    }
}
