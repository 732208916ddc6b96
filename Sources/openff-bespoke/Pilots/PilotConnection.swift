import Executor
import ExecutorClient
import Foundation
import OpenFFBespoke
import Spool
import Workflow

/// The server as a pilot reaches it: as the file in the pilot's folder says, also when that changes meanwhile.
actor PilotConnection: WorkerService {
    /// What holds for the pilot's workers.
    nonisolated let terms: WorkerTerms
    /// The categories of work that they take.
    nonisolated let categories: [WorkRequest.Category]
    private let folder: PilotFolder
    private var connection: PilotFolder.Connection
    private var server: any WorkerService

    /// The connection of the pilot whose folder the environment names; nil where it names none.
    static func ofEnvironment() throws -> PilotConnection? {
        guard let path = ProcessInfo.processInfo.environment["OPENFF_BESPOKE_PILOT"], !path.isEmpty else { return nil }
        return try PilotConnection(folder: PilotFolder(path: path))
    }

    private init(folder: PilotFolder) throws {
        guard let connection = folder.connection else {
            throw HandledError("\(folder.path) says nothing of a server: the pilot was dismissed")
        }
        (self.folder, self.connection) = (folder, connection)
        server = try Self.server(connection, folder)
        categories = connection.categories.compactMap(WorkRequest.Category.init(rawValue:))
        terms = WorkerTerms(
            pilot: connection.pilot, patience: connection.patience,
            leaseSeconds: connection.address == nil ? 300 : nil)
    }

    private static func server(
        _ connection: PilotFolder.Connection, _ folder: PilotFolder
    ) throws(ExecutorError) -> any WorkerService {
        guard let address = connection.address, let port = connection.port else { return SpoolClient(folder: folder) }
        var settings = Settings()
        (settings.gatewayAddress, settings.gatewayPort) = (address, port)
        (settings.token, settings.prefix) = (connection.token ?? "", connection.prefix ?? settings.prefix)
        return try ExecutorClient(settings: settings)
    }

    /// See `WorkerService`.
    func lease(_ request: LeaseRequest) async throws(ExecutorError) -> LeasedJob? {
        do { return try await server.lease(request) } catch { throw reread(after: error) }
    }

    /// See `WorkerService`.
    func heartbeat(_ heartbeat: WorkerHeartbeat) async throws(ExecutorError) -> HeartbeatReply {
        do { return try await server.heartbeat(heartbeat) } catch { throw reread(after: error) }
    }

    /// See `WorkerService`.
    func complete(_ completion: JobCompletion) async throws(ExecutorError) {
        do { try await server.complete(completion) } catch { throw reread(after: error) }
    }

    /// Looks whether the server has moved; the error, or one that says that the pilot was dismissed.
    private func reread(after error: ExecutorError) -> ExecutorError {
        guard [.unreachable, .unauthorized].contains(error.cause) else { return error }
        guard let current = folder.connection else {
            return ExecutorError(.unauthorized, "the server has dismissed this pilot")
        }
        guard current != connection, let moved = try? Self.server(current, folder) else { return error }
        (connection, server) = (current, moved)
        return ExecutorError(.unreachable, "the server has moved; looking again")
    }
}
