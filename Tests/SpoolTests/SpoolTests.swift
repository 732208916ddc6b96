import Executor
import ExecutorTestSupport
import Foundation
import Spool
import Testing
import Workflow

@Suite("Work by way of files")
struct SpoolTests {
    private static func withDesk(
        _ body: (MemoryExecutor, SpoolClient, PilotFolder) async throws -> Void
    ) async throws {
        let folder = PilotFolder(
            path: FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path)
        try folder.make()
        defer { folder.remove() }
        let executor = MemoryExecutor()
        let desk = SpoolDesk(for: executor, pause: .milliseconds(5))
        let serving = Task { await desk.run { [folder] } }
        defer { serving.cancel() }
        let client = SpoolClient(folder: folder, patience: .seconds(3600), pause: .milliseconds(5))
        try await body(executor, client, folder)
        serving.cancel()
        await serving.value
    }

    private static func names(in path: String) throws -> [String] {
        try ["requests", "attempts", "answers"].flatMap {
            try FileManager.default.contentsOfDirectory(atPath: path + "/" + $0)
        }
    }

    @Test("a job, signs of life and a result go to and fro, and no file is left", .timeLimit(.minutes(60)))
    func wholeWay() async throws {
        try await Self.withDesk { executor, client, folder in
            #expect(try await client.lease(LeaseRequest(worker: "a", wait: 0)) == nil)
            let request = ChargeRequest(cmiles: "[H:1][Cl:2]", method: .am1bcc)
            let job = LeasedJob(token: "current", job: .charges(request), deadline: 60, leaseSeconds: 300)
            await executor.add(job)
            #expect(try await client.lease(LeaseRequest(worker: "a", wait: 0)) == job)
            let reply = try await client.heartbeat(WorkerHeartbeat(worker: "a", tokens: ["current", "old"]))
            #expect(reply.revoked == ["old"])
            let report = JobReport(.success(.charges([0.25, -0.25])))
            try await client.complete(
                JobCompletion(worker: "a", token: "current", ending: .reported(report), cost: JobCost(own: 1)))
            // The desk clears away what it has answered after it has answered.
            while try !Self.names(in: folder.path).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    @Test("a result under a lease that is not held any more is refused as over HTTP")
    func refusal() async throws {
        try await Self.withDesk { _, client, _ in
            let late = JobCompletion(worker: "a", token: "old", ending: .handedBack, cost: JobCost())
            let error = await #expect(throws: ExecutorError.self) { try await client.complete(late) }
            #expect(error?.cause == .conflict)
        }
    }

    @Test("without a server, or a folder, a worker learns that nobody answers")
    func nobody() async throws {
        let folder = PilotFolder(
            path: FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path)
        let client = SpoolClient(folder: folder, patience: .milliseconds(50), pause: .milliseconds(5))
        for isThere in [false, true] {
            if isThere { try folder.make() }
            let error = await #expect(throws: ExecutorError.self) {
                try await client.heartbeat(WorkerHeartbeat(worker: "a", tokens: []))
            }
            #expect(error?.cause == .unreachable)
        }
        #expect(try Self.names(in: folder.path).isEmpty)
        folder.remove()
    }

    @Test("only the owner can read how a pilot reaches the server")
    func modes() throws {
        let folder = PilotFolder(
            path: FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path)
        try folder.make()
        defer { folder.remove() }
        let connection = PilotFolder.Connection(pilot: "p", token: "secret", patience: 60)
        try folder.write(connection)
        #expect(folder.connection == connection)
        let file = try FileManager.default.attributesOfItem(atPath: folder.path + "/connection.json")
        let place = try FileManager.default.attributesOfItem(atPath: folder.path)
        #expect((file[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect((place[.posixPermissions] as? NSNumber)?.intValue == 0o700)
    }
}
