internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Report

extension API {
    /// What the reference system's API lacks: ending, repeating and moving tasks, and looking into them.
    var taskControlRoutes: [Route] {
        let one = paths.tasks + "/{optimization_id}"
        let view = Schemas.reference("TaskView")
        return [
            Route(
                .delete, one,
                taskOperation("cancel_task", "Ends a task; one that is finished is left as it is.")
                    .gives("The task.", view).refuses(409, "The task's state does not allow it.")
            ) { call in
                let id = try await task(in: call).id
                try await service.cancel(id)
                return try await .json(encoding: task(in: call))
            },
            Route(
                .post, one + "/retry",
                taskOperation("retry_task", "Begins a finished task again; what succeeded is kept.")
                    .gives("The task.", view).refuses(409, "The task is not finished.")
            ) { call in
                let id = try await task(in: call).id
                try await service.retry(id)
                return try await .json(encoding: task(in: call))
            },
            Route(.put, one + "/priority", priorityOperation("set_task_priority"), handle: setPriority),
            Route(.patch, one + "/priority", priorityOperation("change_task_priority"), handle: setPriority),
            Route(
                .get, one + "/progress",
                taskOperation("get_task_progress", "How far a task is, without its results.").gives("The task.", view)
            ) { try await .json(encoding: task(in: $0)) },
            Route(
                .get, one + "/torsions",
                taskOperation(
                    "get_task_torsions", "How far each rotatable bond is, with the grid points of its drive so far."
                )
                .gives("The bonds.", Schemas.reference("TorsionList"))
            ) { call in
                let id = try await task(in: call).id
                let torsions = try await service.torsions(ofTask: id) ?? []
                return .json(["contents": .array(try torsions.map { try JSON(encoding: $0) })])
            },
            Route(
                .get, one + "/report",
                taskOperation("get_task_report", "How good the fit is; as HTML where that is asked for.")
                    .query("format", ["type": "string", "enum": ["json", "html"]], "Instead of the header `Accept`.")
                    .gives("The report.", ["type": "object"])
                    .gives("The report.", type: "text/html; charset=utf-8", ["type": "string"]), handle: report),
            Route(
                .get, paths.prefix + "/summaries",
                Operation("list_summaries", tag: "tasks", "A page of tasks with their names, states and progress.")
                    .query("skip", Schemas.count(0), "How many tasks to leave out.")
                    .query("limit", Schemas.count(1000), "How many tasks at most.")
                    .query(
                        "status", ["type": "array", "items": Schemas.choice(TaskStatus.self)],
                        "Only tasks in one of these states."
                    )
                    .query(
                        "text", ["type": "string"], "Only tasks whose name contains this, or whose id or SMILES it is."
                    )
                    .query("order", Schemas.choice(TaskQuery.Order.self), "`queue` or `newest` first.")
                    .gives("The page.", Schemas.reference("SummaryPage")), handle: summaries),
        ]
    }

    private func priorityOperation(_ id: String) -> Operation {
        taskOperation(id, "Moves a task in the queue: higher ones go first, 0 is usual.")
            .takes(Schemas.object(["priority": ["type": "integer"]], required: ["priority"]))
            .gives("The task.", Schemas.reference("TaskView")).refuses(409, "The task's state does not allow it.")
    }

    private func setPriority(_ call: Call) async throws -> Response {
        let id = try await task(in: call).id
        let priority = try await call.value(PriorityBody.self, limit: settings.largestBody).priority
        try await service.setPriority(priority, ofTask: id)
        return try await .json(encoding: task(in: call))
    }

    private func report(_ call: Call) async throws -> Response {
        let format = try call.query.choice("format", of: ReportFormat.self)
        let id = try await task(in: call).id
        guard let text = try await service.report(ofTask: id) else {
            throw Problem(.notFound, "the task \(id) has no report yet")
        }
        guard format == .html || format == nil && call.prefers("text/html", format: "html") else {
            return .text(text, type: "application/json")
        }
        return .html(HTMLReport(try JSON.parse(text).decoded(as: BespokeReport.self)).text)
    }

    private func summaries(_ call: Call) async throws -> Response {
        let (skip, limit) = (try call.query.integer("skip", default: 0), try call.query.integer("limit", default: 1000))
        guard skip >= 0, limit >= 0 else {
            throw Problem(
                "query", [.string(skip < 0 ? "skip" : "limit")], "Input should be greater than or equal to 0",
                "greater_than_equal")
        }
        let statuses = try call.query.choices("status", of: TaskStatus.self)
        let text = call.query["text"] ?? ""
        let order = try call.query.choice("order", of: TaskQuery.Order.self)
        let page = try await service.tasks(
            TaskQuery(
                statuses: statuses.isEmpty ? nil : Set(statuses), text: TaskSearch.text(text), order: order ?? .queue,
                skip: skip, limit: limit))
        let links = PageLinks(
            path: paths.prefix + "/summaries", skip: skip, limit: limit, total: page.total,
            filter: statuses.map { "&status=" + $0.rawValue }.joined()
                + (text.isEmpty ? "" : "&text=" + PercentCoding.encoded(text))
                + (order.map { "&order=" + $0.rawValue } ?? ""))
        let contents = try page.tasks.map { try JSON(encoding: $0) }
        return .json(.object(JSONObject([("total", .integer(page.total))] + links.page(contents))))
    }
}

private enum ReportFormat: String, CaseIterable {
    case json, html
}
