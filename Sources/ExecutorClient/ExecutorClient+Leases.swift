public import Executor
internal import Foundation

extension ExecutorClient {
    /// Asks for a job; nil if none came.
    public func lease(_ request: LeaseRequest) async throws(ExecutorError) -> LeasedJob? {
        let path = paths.prefix + "/workers/lease"
        let data = try await connection.send(
            "POST", path, body: try Connection.encoded(request), timeout: request.wait + 30)
        return data.isEmpty ? nil : try Connection.decoded(data, from: path)
    }

    /// Says that a worker still computes.
    public func heartbeat(_ heartbeat: WorkerHeartbeat) async throws(ExecutorError) -> HeartbeatReply {
        try await connection.value(
            "POST", paths.prefix + "/workers/heartbeat", body: try Connection.encoded(heartbeat), timeout: 30)
    }

    /// Hands in what became of a job. Throws a conflict for a lease that is not held any more.
    public func complete(_ completion: JobCompletion) async throws(ExecutorError) {
        _ = try await connection.send(
            "POST", paths.prefix + "/workers/complete", body: try Connection.encoded(completion), timeout: 30)
    }
}
