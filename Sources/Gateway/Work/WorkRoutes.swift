internal import Executor
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Workflow

extension API {
    /// Work of any kind, in this program's own form, for its own clients.
    var workRoutes: [Route] {
        let path = paths.prefix + "/work"
        return [
            Route(
                .post, path,
                Operation("submit_work", tag: "work", "Asks for a piece of work of any kind.")
                    .takes(["type": "object", "minProperties": 1, "maxProperties": 1])
                    .gives("The work; equal requests have equal ids.", Schemas.reference("Link"))
            ) { call in
                let request = try await call.decoded(WorkRequest.self, limit: settings.largestBody)
                return .json(link(path, try await service.submit(request)))
            },
            Route(
                .get, path + "/{work_id}",
                workOperation("get_work", tag: "work", path: "work_id", "The state of a piece of work.")
                    .gives("The work.", Schemas.reference("Work")).refuses(404, "There is no such work.")
            ) { call in
                guard let work = try await service.work(call.text("work_id")) else {
                    throw Problem(.notFound, "\(call.text("work_id")) not found")
                }
                return .json([
                    "id": .string(work.id), "kind": .string(work.kind.rawValue),
                    "status": .string(work.status.rawValue),
                    "result": try work.result.map { try JSON(encoding: $0) } ?? .null,
                    "failure": try work.failure.map { try JSON(encoding: $0) } ?? .null,
                ])
            },
        ]
    }
}
