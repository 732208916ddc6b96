public import Executor
internal import Foundation

/// An executor that is reached through files on a shared file system: a worker's end.
///
/// A request is a file in `requests`; a result is a folder in `attempts`. Each is written under another name, brought to
/// the disk and renamed, and is answered by a file of the same name in `answers`.
public struct SpoolClient: WorkerService {
    private let folder: PilotFolder
    private let patience: Duration
    private let pause: Duration

    /// The executor that answers in a pilot's folder.
    ///
    /// - Parameters:
    ///   - patience: how long to wait for an answer, beyond the time that the request itself names.
    ///   - pause: the longest time between two looks.
    public init(folder: PilotFolder, patience: Duration = .seconds(120), pause: Duration = .seconds(1)) {
        (self.folder, self.patience, self.pause) = (folder, patience, pause)
    }

    /// See `WorkerService`.
    public func lease(_ request: LeaseRequest) async throws(ExecutorError) -> LeasedJob? {
        let answer = try await answer(to: .lease(request), waiting: patience + .seconds(request.wait))
        guard case .job(let job) = answer else { throw Self.foreign }
        return job
    }

    /// See `WorkerService`.
    public func heartbeat(_ heartbeat: WorkerHeartbeat) async throws(ExecutorError) -> HeartbeatReply {
        guard case .heartbeat(let reply) = try await answer(to: .heartbeat(heartbeat), waiting: patience) else {
            throw Self.foreign
        }
        return reply
    }

    /// See `WorkerService`.
    public func complete(_ completion: JobCompletion) async throws(ExecutorError) {
        guard case .taken = try await answer(to: .complete(completion), waiting: patience) else { throw Self.foreign }
    }

    private static var foreign: ExecutorError { ExecutorError(.unavailable, "the answer is that to another question") }

    private func answer(to request: SpoolRequest, waiting limit: Duration) async throws(ExecutorError) -> SpoolAnswer {
        let name = UUID().uuidString + ".json"
        do {
            try put(request, name)
        } catch {
            throw ExecutorError(.unreachable, error.description)
        }
        defer { withdraw(request, name) }
        let end = ContinuousClock.now + limit
        var pauses = Pauses(upTo: pause)
        while ContinuousClock.now < end, !Task.isCancelled {
            if SharedFile.names(in: folder.answers).contains(name),
                let answer: SpoolAnswer = folder.decoded(folder.answers + "/" + name)
            {
                unlink(folder.answers + "/" + name)
                guard case .refused(let cause, let message) = answer else { return answer }
                throw ExecutorError(cause, message)
            }
            try? await Task.sleep(for: pauses.next())
        }
        throw ExecutorError(.unreachable, "no server has answered in \(folder.path) within \(limit.formatted())")
    }

    private func put(_ request: SpoolRequest, _ name: String) throws(SpoolError) {
        guard case .complete = request else {
            return try folder.write(encoding: request, to: folder.requests + "/" + name)
        }
        let temporary = folder.attempts + "/." + name
        try SharedFile.makeFolder(temporary)
        try folder.write(encoding: request, to: temporary + "/result.json")
        guard rename(temporary, folder.attempts + "/" + name) == 0 else {
            throw SpoolError(folder.attempts + "/" + name, "could not be written")
        }
        SharedFile.sync(folder: folder.attempts)
    }

    /// Takes back a request that was not answered; results stay.
    private func withdraw(_ request: SpoolRequest, _ name: String) {
        if case .complete = request { return }
        unlink(folder.requests + "/" + name)
    }
}
