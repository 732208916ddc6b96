internal import Executor
internal import HTTPTypes
internal import JSON
internal import Workflow

extension WorkView {
    /// The error as JSON in a text; the text `null` where there is none.
    var errorText: String { (failure?.document ?? .null).text() }
}

extension API {
    /// A piece of work of one of some kinds.
    func work(_ id: String, kinds: Set<WorkRequest.Kind>) async throws -> WorkView {
        guard let work = try await service.work(id), kinds.contains(work.kind) else {
            throw Problem(.notFound, "\(id) not found")
        }
        return work
    }

    /// An operation on one piece of work.
    func workOperation(_ id: String, tag: String, path: String, _ summary: String) -> Operation {
        Operation(id, tag: tag, summary).path(path, ["type": "string"], "The id of the work.")
    }

    /// The answer to a request for work.
    func link(_ path: String, _ id: String) -> JSON { ["self": .string(paths.link(path, id)), "id": .string(id)] }
}
