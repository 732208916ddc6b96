internal import Chemistry
internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Workflow

extension API {
    /// Tasks as the reference system serves them.
    var taskRoutes: [Route] {
        [
            Route(
                .get, paths.prefix,
                Operation("ping", tag: "server", "Whether the server answers.")
                    .gives("It does.", ["type": "object", "additionalProperties": false])
            ) { _ in .json(.object(JSONObject())) },
            Route(
                .get, paths.tasks,
                Operation("list_tasks", tag: "tasks", "A page of tasks: waiting, then running, then finished ones.")
                    .query("skip", Schemas.integer(0), "How many tasks to leave out.")
                    .query("limit", Schemas.integer(1000), "How many tasks at most.")
                    .query("status", Schemas.choice(TaskFilter.self), "Only tasks in one state.")
                    .gives("The page.", Schemas.reference("LinkPage")), handle: list),
            Route(
                .post, paths.tasks,
                Operation("submit_task", tag: "tasks", "Submits a molecule for a bespoke fit.")
                    .query("name", ["type": "string"], "A name for people.")
                    .query("priority", Schemas.integer(0), "Higher ones go first.")
                    .takes(Schemas.reference("TaskSubmission"))
                    .gives("The task.", Schemas.reference("Link"))
                    .refuses(400, "The molecule could not be understood."), handle: submit),
            Route(
                .get, paths.tasks + "/{optimization_id}",
                taskOperation("get_task", "The state of a task, and its results once they are there.")
                    .gives("The task.", Schemas.reference("Task")), handle: task),
            Route(
                .get, paths.tasks + "/{optimization_id}/image",
                taskOperation("get_task_image", "A drawing of the molecule.")
                    .gives("The drawing.", type: "image/svg+xml", ["type": "string"]), handle: image),
        ]
    }

    /// An operation on one task.
    func taskOperation(_ id: String, _ summary: String) -> Operation {
        Operation(id, tag: "tasks", summary)
            .path("optimization_id", ["type": "integer"], "The task's id.")
            .refuses(404, "There is no such task.")
    }

    /// The task that a path names.
    func task(in call: Call) async throws -> TaskView {
        let id = try call.integer("optimization_id")
        guard let task = try await service.task(id) else { throw Problem(.notFound, "\(id) not found") }
        return task
    }

    private func list(_ call: Call) async throws -> Response {
        let (skip, limit) = (try call.query.integer("skip", default: 0), try call.query.integer("limit", default: 1000))
        let filter = try call.query.choice("status", of: TaskFilter.self)
        let page = try await service.tasks(
            TaskQuery(statuses: filter?.statuses, skip: max(0, skip), limit: max(0, limit)))
        let links = PageLinks(
            path: paths.tasks, skip: skip, limit: limit, total: page.total,
            filter: filter.map { "&status=" + $0.rawValue } ?? "")
        return .json(.object(JSONObject(links.page(page.tasks.map { link(toTask: $0.id) }))))
    }

    private func link(toTask id: Int) -> JSON {
        ["self": .string(paths.link(paths.tasks, String(id))), "id": .string(String(id))]
    }

    private func submit(_ call: Call) async throws -> Response {
        let priority = try call.query.integer("priority", default: 0)
        var schema = try await call.value(TaskBody.self, limit: settings.largestBody).schema
        do {
            schema.smiles = try Molecule(smiles: schema.smiles).cmiles
        } catch {
            throw Problem(.badRequest, "molecule could not be understood")
        }
        let submission = Submission(schema: schema, name: call.query["name"] ?? "", priority: priority)
        return .json(link(toTask: try await service.submit(submission)))
    }

    private func task(_ call: Call) async throws -> Response {
        let task = try await task(in: call)
        let results = task.status == .success ? try await service.results(ofTask: task.id) : nil
        return .text(TaskDocument(task: task, results: results, paths: paths).text, type: "application/json")
    }

    private func image(_ call: Call) async throws -> Response {
        let task = try await task(in: call)
        let molecule = try? Molecule(smiles: task.smiles, allowUndefinedStereo: true)
        return .svg((try? molecule?.svg()) ?? Drawing.unavailable)
    }
}

/// The states that the reference system's list of tasks tells apart.
enum TaskFilter: String, CaseIterable {
    case waiting, running, complete

    var statuses: Set<TaskStatus> {
        switch self {
        case .waiting: [.waiting]
        case .running: [.running]
        case .complete: [.success, .errored, .cancelled]
        }
    }
}
