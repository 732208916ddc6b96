internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON

extension API {
    /// What happens and has happened.
    var followRoutes: [Route] {
        let one = paths.tasks + "/{optimization_id}"
        let stream = Schemas.eventStream
        return [
            Route(
                .get, paths.prefix + "/events",
                eventQuery(Operation("follow_events", tag: "events", "What happens, as it happens, from a number on."))
                    .gives("Server-sent events without an end.", type: "text/event-stream", stream)
            ) { try feed(in: $0, task: nil) },
            Route(
                .get, one + "/events",
                eventQuery(taskOperation("follow_task", "What happens to a task, as it happens, from a number on."))
                    .gives("Server-sent events without an end.", type: "text/event-stream", stream)
            ) { try await feed(in: $0, task: task(in: $0).id) },
            Route(
                .get, paths.prefix + "/log",
                logQuery(Operation("get_log", tag: "events", "What has happened."))
            ) { try await log(in: $0, task: nil) },
            Route(.get, one + "/log", logQuery(taskOperation("get_task_log", "What has happened to a task."))) {
                try await log(in: $0, task: task(in: $0).id)
            },
        ]
    }

    private func eventQuery(_ operation: Operation) -> Operation {
        operation
            .query("after", Schemas.count(0), "Only events with a number above this one.")
            .header("last-event-id", ["type": "string"], "The same, as browsers send it; counts more than `after`.")
    }

    private func logQuery(_ operation: Operation) -> Operation {
        operation
            .query("after", Schemas.count(0), "Only events with a number above this one.")
            .query("limit", Schemas.count(1000), "How many events at most.")
            .gives("The events, the oldest first.", Schemas.reference("EventPage"))
            .gives("The same as lines of text.", type: "text/plain; charset=utf-8", ["type": "string"])
            .query("format", ["type": "string", "enum": ["json", "text"]], "Instead of the header `Accept`.")
    }

    /// Events as they happen, after the number that the query or the browser names.
    func feed(in call: Call, task: Int?) throws -> Response {
        var after = try call.query.integer("after", default: 0)
        if let name = HTTPField.Name("last-event-id"), let id = call.request.headers[name].flatMap(Int.init) {
            after = id
        }
        let feed = EventFeed(service: service, task: task)
        let start = max(0, after)
        return .stream(type: "text/event-stream") { try await feed.write(after: start, to: &$0) }
    }

    private func log(in call: Call, task: Int?) async throws -> Response {
        let after = try call.query.integer("after", default: 0)
        let limit = min(10_000, max(0, try call.query.integer("limit", default: 1000)))
        let format = try call.query.choice("format", of: LogFormat.self)
        let events = try await service.recordedEvents(after: max(0, after), task: task, limit: limit)
        guard format == .text || format == nil && call.prefers("text/plain", format: "text") else {
            return .json([
                "contents": .array(try events.map { try JSON(encoding: $0) }),
                "last": .integer(events.last?.sequence ?? after),
            ])
        }
        let lines = events.map { event in
            let task = event.task.map { "task \($0) " } ?? ""
            return "\(event.sequence) \(Timestamp.text(event.time)) \(task)\(event.kind.rawValue): \(event.message)\n"
        }
        return .text(lines.joined(), type: "text/plain; charset=utf-8")
    }
}

private enum LogFormat: String, CaseIterable {
    case json, text
}
