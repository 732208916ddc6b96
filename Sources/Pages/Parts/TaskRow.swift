internal import Chemistry
internal import Executor
internal import Report
internal import Workflow

/// A task in the list.
struct TaskRow {
    let task: TaskView
    let now: Double

    /// The molecule as people write it.
    static func plainSMILES(_ smiles: String) -> String {
        (try? Molecule(smiles: smiles, allowUndefinedStereo: true))?.smiles(explicitHydrogens: false, mapped: false)
            ?? smiles
    }

    /// Where a drawing of the molecule is; it has another address when it is another molecule.
    static func picture(of task: TaskView) -> String {
        "/tasks/\(task.id)/molecule.svg?v=\(Asset.mark(of: task.smiles.utf8))"
    }

    var html: HTML {
        let smiles = Self.plainSMILES(task.smiles)
        let name = task.name.isEmpty ? smiles : task.name
        let under: HTML = task.name.isEmpty ? .empty : "<code class=\"smiles\">\(smiles)</code>"
        return """
            <tr id="task-\(task.id)"><td><input type="checkbox" name="task" value="\(task.id)" \
            aria-label="select task \(task.id)"></td>
            <td class="picture"><a href="/tasks/\(task.id)" tabindex="-1" aria-hidden="true"><img loading="lazy" alt="" \
            width="110" height="80" src="\(Self.picture(of: task))"></a></td>
            <td><a href="/tasks/\(task.id)"><span class="number">\(task.id)</span> \(name)</a>\(under)</td>
            <td>\(Words.badge(task.status))</td><td>\(progress)</td>
            <td>\(TaskClock(task, now: now).text)<small>\(Words.moment(task.submitted))</small></td>
            <td>\(task.priority)</td></tr>
            """
    }

    private var progress: HTML {
        let detail = task.detail
        if let failure = detail.stages.lazy.compactMap(\.failure).first {
            return "<span class=\"problem\">\(String(failure.message.prefix(160)))</span>"
        }
        let stage = detail.stages.last { $0.status != "waiting" }.map { Words.stage($0.type) } ?? ""
        switch task.status {
        case .waiting, .cancelled: return "<small>\(stage)</small>"
        case .success:
            let points = Words.count(detail.gridPoints.total, "grid point")
            let warnings = detail.warnings.isEmpty ? "" : ", " + Words.count(detail.warnings.count, "warning")
            return "<small>\(points)\(warnings)</small>"
        case .running, .errored:
            let points = Words.bar(detail.gridPoints.finished, of: detail.gridPoints.total, "grid points")
            let orders = Words.bar(detail.bondOrders.finished, of: detail.bondOrders.total, "bond orders")
            return "<small>\(stage)</small> \(detail.gridPoints.total > 0 ? points : orders)"
        }
    }
}

extension Words {
    /// A stage's name for people.
    static func stage(_ type: String) -> String {
        switch type {
        case "fragmentation": "fragmentation"
        case "qc-generation": "torsion drives"
        case "optimization": "fit"
        default: type
        }
    }
}
