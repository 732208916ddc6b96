public import Executor
internal import Foundation
internal import JSON
public import Workflow

extension ExecutorClient: ExecutorService {
    /// Submits a task; returns its id.
    public func submit(_ submission: Submission) async throws(ExecutorError) -> Int {
        var query: [(String, String)] = []
        if !submission.name.isEmpty { query.append(("name", submission.name)) }
        if submission.priority != 0 { query.append(("priority", String(submission.priority))) }
        let body: JSON = ["input_schema": submission.schema.json]
        let link: Link = try await connection.value("POST", paths.tasks, query: query, body: Data(body.text().utf8))
        guard let id = Int(link.id) else {
            throw ExecutorError(.unavailable, "the executor gave the task an id that is no number: \(link.id)")
        }
        return id
    }

    private struct Link: Decodable {
        let id: String
    }

    private struct Page: Decodable {
        let total: Int
        let contents: [TaskView]
    }

    private struct Torsions: Decodable {
        let contents: [TorsionCourse]
    }

    private struct Events: Decodable {
        let contents: [ExecutorEvent]
    }

    /// A page of tasks.
    public func tasks(_ query: TaskQuery) async throws(ExecutorError) -> TaskPage {
        var filters = (query.statuses ?? []).map { ("status", $0.rawValue) }.sorted { $0.1 < $1.1 }
        if !query.text.isEmpty { filters.append(("text", query.text)) }
        if query.order != .queue { filters.append(("order", query.order.rawValue)) }
        let page: Page = try await connection.value(
            "GET", paths.prefix + "/summaries",
            query: [("skip", String(query.skip)), ("limit", String(query.limit))] + filters)
        return TaskPage(tasks: page.contents, total: page.total)
    }

    /// A task, or nil when there is none with this id.
    public func task(_ id: Int) async throws(ExecutorError) -> TaskView? {
        try await ExecutorError.found { () throws(ExecutorError) in
            try await connection.value("GET", paths.task(id) + "/progress")
        }
    }

    /// The results of a finished task; nil while there are none.
    public func results(ofTask id: Int) async throws(ExecutorError) -> String? {
        let document = try await ExecutorError.found { () throws(ExecutorError) in
            try await connection.json("GET", paths.task(id))
        }
        guard let results = document?["results"], !results.isNull else { return nil }
        return results.text()
    }

    /// The report of a task's fit; nil while there is none.
    public func report(ofTask id: Int) async throws(ExecutorError) -> String? {
        let data = try await ExecutorError.found { () throws(ExecutorError) in
            try await connection.send("GET", paths.task(id) + "/report", query: [("format", "json")])
        }
        return data.map { String(decoding: $0, as: UTF8.self) }
    }

    /// How far each rotatable bond of a task is.
    public func torsions(ofTask id: Int) async throws(ExecutorError) -> [TorsionCourse]? {
        let list: Torsions? = try await ExecutorError.found { () throws(ExecutorError) in
            try await connection.value("GET", paths.task(id) + "/torsions")
        }
        return list?.contents
    }

    /// Ends a task.
    public func cancel(_ id: Int) async throws(ExecutorError) {
        _ = try await connection.send("DELETE", paths.task(id))
    }

    /// Begins a finished task again.
    public func retry(_ id: Int) async throws(ExecutorError) {
        _ = try await connection.send("POST", paths.task(id) + "/retry")
    }

    /// Moves a task in the queue.
    public func setPriority(_ priority: Int, ofTask id: Int) async throws(ExecutorError) {
        let body: JSON = ["priority": .integer(priority)]
        _ = try await connection.send("PUT", paths.task(id) + "/priority", body: Data(body.text().utf8))
    }

    /// Refuses a schema that the executor could not compute.
    public func check(_ schema: BespokeOptimizationSchema) async throws(ExecutorError) {
        let body: JSON = ["input_schema": schema.json]
        _ = try await connection.send("POST", paths.prefix + "/schemas/check", body: Data(body.text().utf8))
    }

    /// Events on disk with a number above one.
    public func recordedEvents(after sequence: Int, task: Int?, limit: Int) async throws(ExecutorError)
        -> [ExecutorEvent]
    {
        let path = (task.map(paths.task) ?? paths.prefix) + "/log"
        let query = [("after", String(sequence)), ("limit", String(limit)), ("format", "json")]
        let events: Events = try await connection.value("GET", path, query: query)
        return events.contents
    }

    /// What the executor is doing.
    public func status() async throws(ExecutorError) -> ExecutorStatus {
        try await connection.value("GET", paths.prefix + "/status")
    }
}
