public import Executor
internal import Foundation
public import Workflow

extension ExecutorClient {
    private struct Link: Decodable {
        let id: String
    }

    private struct Work: Decodable {
        let id: String
        let kind: WorkRequest.Kind
        let status: String
        let result: WorkResult?
        let failure: WorkFailure?
    }

    /// Asks for a piece of work outside any task; returns its id.
    public func submit(_ request: WorkRequest) async throws(ExecutorError) -> String {
        let link: Link = try await connection.value(
            "POST", paths.work, body: try Connection.encoded(request))
        return link.id
    }

    /// A piece of work by its id, or nil.
    public func work(_ id: String) async throws(ExecutorError) -> WorkView? {
        let path = paths.work(id)
        let work: Work? = try await ExecutorError.found { () throws(ExecutorError) in
            try await connection.value("GET", path)
        }
        return work.map { work in
            WorkView(
                id: work.id, kind: work.kind, status: Status(rawValue: work.status) ?? .waiting, result: work.result,
                failure: work.failure)
        }
    }
}
