internal import Chemistry
internal import Executor
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Pages
internal import Report
internal import Workflow

extension Site {
    func overview(_ call: Call) async throws -> Response {
        let status = call.query["status"].flatMap(TaskStatus.init(rawValue:))
        let page = max(0, try call.query.integer("page", default: 0))
        let choice = OverviewPage.Choice(status: status, text: call.query["text"] ?? "", page: min(page, 1_000_000))
        let executor = try await service.status()
        let tasks = try await service.tasks(choice.query(text: TaskSearch.text(choice.text)))
        return Self.html(
            OverviewPage(
                status: executor, tasks: tasks, choice: choice, visitor: guest(call.request), now: now,
                notice: call.query["notice"].map { String($0.prefix(300)) }
            ).html)
    }

    func taskDetail(_ call: Call) async throws -> Response {
        let status = try await service.status()
        let task = try await task(in: call)
        let events = try await lastEvents(of: task.id, 200)
        let page = TaskDetailPage(
            task: task, torsions: try await service.torsions(ofTask: task.id) ?? [],
            report: try await fitReport(task.id),
            events: events, status: status, visitor: guest(call.request), now: now,
            notice: call.query["notice"].map { String($0.prefix(300)) })
        return Self.html(page.html)
    }

    /// The task that a path names.
    func task(in call: Call) async throws -> TaskView {
        guard let id = Int(call.text("id")), let task = try await service.task(id) else {
            throw Problem(.notFound, "There is no task \(call.text("id")).")
        }
        return task
    }

    func fitReport(_ id: Int) async throws -> BespokeReport? {
        guard let text = try await service.report(ofTask: id) else { return nil }
        return try JSON.parse(text).decoded(as: BespokeReport.self)
    }

    private func lastEvents(of task: Int, _ count: Int) async throws -> [ExecutorEvent] {
        var events: [ExecutorEvent] = []
        while true {
            let more = try await service.recordedEvents(after: events.last?.sequence ?? 0, task: task, limit: 1000)
            events = Array((events + more).suffix(count))
            if more.count < 1000 { return events }
        }
    }

    /// Ends, repeats or moves the tasks of a form, or shows them together.
    func act(_ call: Call) async throws -> Response {
        let form = try await form(in: call)
        let ids = form.all("task").compactMap(Int.init)
        let back = Self.target(form["back"])
        guard !ids.isEmpty else { return Self.redirect(to: Self.link(back, notice: "Select tasks first.")) }
        let action = form["action"] ?? ""
        if action == "series" {
            return Self.redirect(to: "/series?" + ids.map { "task=\($0)" }.joined(separator: "&"))
        }
        let priority = try form.integer("priority", default: 0)
        var problems: [String] = []
        for id in ids {
            do throws(ExecutorError) {
                switch action {
                case "cancel": try await service.cancel(id)
                case "retry": try await service.retry(id)
                case "priority": try await service.setPriority(priority, ofTask: id)
                default: problems.append("There is no action \(action).")
                }
            } catch {
                guard error.cause == .conflict || error.cause == .notFound else { throw error }
                problems.append(error.message)
            }
        }
        return Self.redirect(to: problems.isEmpty ? back : Self.link(back, notice: problems.joined(separator: "; ")))
    }

    private static func link(_ path: String, notice: String) -> String {
        path + (path.contains("?") ? "&" : "?") + "notice=" + PercentCoding.encoded(String(notice.prefix(300)))
    }

    func series(_ call: Call) async throws -> Response {
        let status = try await service.status()
        var tasks: [TaskView] = []
        var torsions: [Int: [TorsionCourse]] = [:]
        var reports: [Int: BespokeReport] = [:]
        for id in seriesIDs(call) {
            guard let task = try await service.task(id) else { continue }
            tasks.append(task)
            torsions[id] = try await service.torsions(ofTask: id)
            reports[id] = try await fitReport(id)
        }
        guard !tasks.isEmpty else { throw Problem(.notFound, "None of these tasks is known.") }
        let hits = try await service.cacheStatistics().first { $0.kind == .torsionDrive }?.hits ?? 0
        return Self.html(
            SeriesPage(
                tasks: tasks, torsions: torsions, reports: reports, hits: hits, status: status,
                visitor: guest(call.request), now: now
            ).html)
    }

    /// The tasks of a series; more than a person looks at are left out.
    func seriesIDs(_ call: Call) -> [Int] {
        var seen: Set<Int> = []
        return call.query.all("task").compactMap(Int.init).filter { seen.insert($0).inserted }.prefix(100).map { $0 }
    }

    func events(_ call: Call) async throws -> Response {
        let task = try call.query["task"].map { _ in try call.query.integer("task", default: 0) }
        return try api.feed(in: call, task: task)
    }

    func asset(_ call: Call) async throws -> Response {
        guard let asset = Asset.all.first(where: { $0.name == call.text("name") }) else {
            throw Problem(.notFound, "There is no such file.")
        }
        let mark = "\"\(asset.mark)\""
        let keeping = call.query["v"] == asset.mark ? "public, max-age=31536000, immutable" : "no-cache"
        if call.request.headers[.ifNoneMatch] == mark {
            return Response(status: .notModified, headers: [.eTag: mark, .cacheControl: keeping])
        }
        var response = Response.bytes(asset.bytes, type: asset.type)
        response.headers[.eTag] = mark
        response.headers[.cacheControl] = keeping
        return response
    }
}
