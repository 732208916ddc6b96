public import Executor
internal import Foundation

/// Answers the requests that workers leave in pilots' folders: the server's end.
public actor SpoolDesk {
    private let service: any WorkerService
    private let pause: Duration
    private var pending: [String: Task<Void, Never>] = [:]

    /// A desk of an executor.
    ///
    /// - Parameter pause: the longest time between two looks.
    public init(for service: any WorkerService, pause: Duration = .milliseconds(500)) {
        (self.service, self.pause) = (service, pause)
    }

    /// Answers until the task is cancelled.
    ///
    /// - Parameter folders: the folders of the pilots at the moment.
    public func run(folders: @Sendable () async -> [PilotFolder]) async {
        var pauses = Pauses(upTo: pause)
        while !Task.isCancelled {
            for folder in await folders() where look(into: folder) { pauses.reset() }
            try? await Task.sleep(for: pauses.next())
        }
        for task in pending.values { task.cancel() }
    }

    /// Takes up new requests; whether there were any.
    private func look(into folder: PilotFolder) -> Bool {
        let requests = SharedFile.names(in: folder.requests).map { ($0, folder.requests + "/" + $0) }
        let results = SharedFile.names(in: folder.attempts).map { ($0, folder.attempts + "/" + $0 + "/result.json") }
        let fresh = (results + requests).filter { pending[$0.1] == nil }
        for (name, path) in fresh { pending[path] = Task { await self.serve(path, name: name, in: folder) } }
        return !fresh.isEmpty
    }

    private func serve(_ path: String, name: String, in folder: PilotFolder) async {
        defer { pending[path] = nil }
        guard let request: SpoolRequest = folder.decoded(path) else { return Self.remove(path) }
        let answer = await answer(to: request)
        guard !Task.isCancelled else { return }
        guard (try? folder.write(encoding: answer, to: folder.answers + "/" + name)) != nil else { return }
        Self.remove(path)
    }

    private static func remove(_ path: String) {
        unlink(path)
        if path.hasSuffix("/result.json") { rmdir(String(path.dropLast("/result.json".count))) }
    }

    private func answer(to request: SpoolRequest) async -> SpoolAnswer {
        do throws(ExecutorError) {
            switch request {
            case .lease(let request): return .job(try await service.lease(request))
            case .heartbeat(let heartbeat): return .heartbeat(try await service.heartbeat(heartbeat))
            case .complete(let completion):
                try await service.complete(completion)
                return .taken
            }
        } catch {
            return .refused(error.cause, error.message)
        }
    }
}
