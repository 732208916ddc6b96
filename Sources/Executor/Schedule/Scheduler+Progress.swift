internal import JSON
internal import Report
internal import Workflow

extension Scheduler {
    /// The tasks for which a piece of work is done, directly or through other work.
    func tasks(waitingFor key: String) -> Set<Int> {
        var found: Set<Int> = []
        for parent in works[key]?.parents ?? [] {
            switch parent {
            case .task(let id): found.insert(id)
            case .work(let key): found.formUnion(tasks(waitingFor: key))
            case .caller: break
            }
        }
        return found
    }

    /// Counts the parts of unfinished work for the tasks that wait for it.
    mutating func countParts(of key: String) {
        guard let work = works[key] else { return }
        let parts = work.state.parts
        for id in tasks(waitingFor: key) {
            tasks[id]?.parts[key] = (work.request.kind, parts.finished, parts.total)
            touched.insert(id)
        }
    }

    /// Counts the parts of work that was found finished.
    mutating func countFoundParts(of request: WorkRequest, key: String, for parent: ActiveWork.Parent) {
        let total = WorkState(request).parts.total
        var waiting: Set<Int> = []
        switch parent {
        case .task(let id): waiting = [id]
        case .work(let key): waiting = tasks(waitingFor: key)
        case .caller: break
        }
        for id in waiting { tasks[id]?.parts[key] = (request.kind, total, total) }
    }

    /// Notes what the touched tasks have become; finished ones leave the scheduler.
    mutating func noteTasks() {
        for id in touched.sorted() {
            guard let detail = tasks[id]?.currentDetail(), let task = tasks[id] else { continue }
            if task.state.isFinished {
                finish(id, task, detail)
            } else if detail != task.detail {
                noteCourse(of: id, from: task.detail, to: detail)
                transition.changes.append(.taskChanged(id: id, .running, detail))
                tasks[id]?.detail = detail
            }
        }
        touched = []
    }

    private mutating func finish(_ id: Int, _ task: ActiveTask, _ detail: TaskDetail) {
        let status: TaskStatus =
            task.state.isCancelled ? .cancelled : task.state.output.status == .success ? .success : .errored
        noteCourse(of: id, from: task.detail, to: detail)
        for warning in detail.warnings { note(id, .warning, warning) }
        let failure = detail.stages.first { $0.failure != nil }.flatMap { stage in
            stage.failure.map { "\(stage.type): \($0.message)" }
        }
        note(id, .finished, failure.map { "\(status.rawValue): \($0)" } ?? status.rawValue)
        transition.changes.append(
            .taskFinished(
                id: id, status, detail, results: task.state.output.results?.json.text(),
                report: task.state.fit.flatMap { try? JSON(encoding: $0.report).text() }))
        tasks[id] = nil
    }

    private mutating func noteCourse(of id: Int, from old: TaskDetail, to new: TaskDetail) {
        for (before, after) in zip(old.stages, new.stages) where before.status != after.status {
            note(id, .stage, "\(after.type) transitioned from \(before.status) -> \(after.status)")
        }
        if old.drives != new.drives || old.gridPoints != new.gridPoints || old.bondOrders != new.bondOrders {
            note(id, .progress, new.progress)
        }
    }
}

extension TaskDetail {
    /// What is finished, in words.
    public var progress: String {
        var parts: [String] = []
        if bondOrders.total > 0 { parts.append("\(bondOrders.finished)/\(bondOrders.total) bond orders") }
        if drives.total > 0 { parts.append("\(drives.finished)/\(drives.total) torsion drives") }
        if gridPoints.total > 0 { parts.append("\(gridPoints.finished)/\(gridPoints.total) grid points") }
        return parts.joined(separator: ", ")
    }
}
