internal import Executor

/// What a worker asks by way of files, value for value as over HTTP.
enum SpoolRequest: Sendable, Codable {
    case lease(LeaseRequest)
    case heartbeat(WorkerHeartbeat)
    case complete(JobCompletion)
}

/// The answer to a request.
enum SpoolAnswer: Sendable, Codable {
    /// A job, or none.
    case job(LeasedJob?)
    case heartbeat(HeartbeatReply)
    case taken
    case refused(ExecutorError.Cause, String)
}
