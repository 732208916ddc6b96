import Executor
import ExecutorClient
import ExecutorTestSupport
import Foundation
import Gateway
import JSON
import Testing
import Workflow

@Suite("An executor over HTTP")
struct ExecutorClientTests {
    /// A client of an executor in memory, over a gateway on a free port.
    private func with(
        token: String = "", _ body: (ExecutorClient, MemoryExecutor) async throws -> Void
    ) async throws {
        var settings = try Settings(environment: ["BEFLOW_API_TOKEN": token])
        settings.gatewayPort = 0
        let executor = MemoryExecutor()
        let gateway = Gateway(service: executor, settings: settings)
        settings.gatewayPort = try await gateway.start()
        do { try await body(try ExecutorClient(settings: settings), executor) } catch {
            await gateway.stop(grace: .milliseconds(200))
            throw error
        }
        await gateway.stop(grace: .milliseconds(200))
    }

    private func schema() throws -> BespokeOptimizationSchema {
        let text = """
            {"initial_force_field": "<SMIRNOFF/>", "smiles": "CCO", "initial_force_field_hash": "0", \
            "target_torsion_smirks": null, "fragmentation_engine": null, "stages": [{"optimizer": {"type": "ForceBalance"}, \
            "parameters": [], "parameter_hyperparameters": [], "targets": []}]}
            """
        return try BespokeOptimizationSchema(text: text)
    }

    @Test("a task is submitted with name and priority, looked at, moved, ended and begun again")
    func tasks() async throws {
        let schema = try schema()
        try await with(token: "geheim & +") { client, executor in
            try await client.ping()
            let id = try await client.submit(Submission(schema: schema, name: "ä+b & c", priority: -1))
            let view = try await executor.task(id)
            #expect(try await client.task(id) == view)
            #expect(view?.name == "ä+b & c")
            try await client.setPriority(4, ofTask: id)
            try await client.cancel(id)
            #expect(try await client.task(id)?.status == .cancelled)
            #expect(try await client.task(id)?.priority == 4)
            #expect(try await client.tasks(TaskQuery(statuses: [.cancelled, .errored])).total == 1)
            #expect(try await client.tasks(TaskQuery(statuses: [.running])).tasks.isEmpty)
            try await client.retry(id)
            #expect(try await client.results(ofTask: id) == nil)
            await executor.change(id, results: "{\"b\": 1, \"a\": [2.5]}", report: "{\"smiles\": \"C\"}") {
                $0.status = .success
            }
            #expect(try await client.results(ofTask: id) == "{\"b\": 1, \"a\": [2.5]}")
            #expect(try await client.report(ofTask: id) == "{\"smiles\": \"C\"}")
            #expect(try await client.task(99) == nil)
            #expect(try await client.status() == executor.status())
        }
    }

    @Test("what the server refuses carries its status and its words")
    func refusals() async throws {
        let schema = try schema()
        try await with(token: "right") { client, executor in
            let id = try await client.submit(Submission(schema: schema))
            let conflict = await #expect(throws: ExecutorError.self) { try await client.retry(id) }
            #expect(conflict?.cause == .conflict)
            #expect(conflict?.answer?.status == 409)
            #expect(conflict?.message.contains("not finished") == true)
            let unknown = await #expect(throws: ExecutorError.self) { try await client.cancel(9) }
            #expect(unknown?.answer?.body == "{\"detail\": \"9 not found\"}")
            await executor.breakStorage()
            let broken = await #expect(throws: ExecutorError.self) { _ = try await client.tasks(TaskQuery()) }
            #expect(broken?.cause == .unavailable)
            var settings = try Settings(environment: ["BEFLOW_API_TOKEN": "wrong"])
            settings.gatewayPort = Int(client.address.split(separator: ":").last ?? "") ?? 0
            let stranger = try ExecutorClient(settings: settings)
            let unauthorized = await #expect(throws: ExecutorError.self) { try await stranger.ping() }
            #expect(unauthorized?.cause == .unauthorized)
        }
    }

    @Test("a server that is not there is said to be out of reach")
    func unreachable() async throws {
        var settings = Settings()
        settings.gatewayPort = 1
        let client = try ExecutorClient(settings: settings)
        let error = await #expect(throws: ExecutorError.self) { try await client.ping() }
        #expect(error?.cause == .unreachable)
        #expect(error?.answer == nil)
        #expect(error?.message.contains("http://127.0.0.1:1") == true)
    }

    @Test("events come from disk and then as they happen")
    func events() async throws {
        try await with { client, executor in
            for number in 1...300 { await executor.tell(.progress, task: nil, "event \(number)") }
            #expect(
                try await client.recordedEvents(after: 290, task: nil, limit: 5).map(\.sequence) == Array(291...295))
            var received: [Int] = []
            for await event in try await client.events(after: 10, task: nil) {
                received.append(event.sequence)
                if event.sequence == 300 { await executor.tell(.warning, task: nil, "more") }
                if event.sequence == 301 { break }
            }
            #expect(received == Array(11...301))
            await #expect(throws: ExecutorError.self) { _ = try await client.events(after: 0, task: 5) }
        }
    }

    @Test("workers get jobs and hand them in")
    func leases() async throws {
        try await with { client, executor in
            #expect(try await client.lease(LeaseRequest(worker: "w", wait: 0)) == nil)
            let request = ChargeRequest(cmiles: "[H:1][H:2]", method: .nagl(modelFile: "m.pt"))
            let job = LeasedJob(token: "current", job: .charges(request), deadline: 1.5, leaseSeconds: 30)
            await executor.add(job)
            #expect(try await client.lease(LeaseRequest(worker: "w", categories: [.qcCompute], wait: 0)) == job)
            #expect(try await client.heartbeat(WorkerHeartbeat(worker: "w", tokens: ["x"])).revoked == ["x"])
            let report = JobReport(.success(.charges([0.1, -0.1])))
            let cost = JobCost(own: 1.25)
            try await client.complete(
                JobCompletion(worker: "w", token: "current", ending: .reported(report), cost: cost))
            let late = await #expect(throws: ExecutorError.self) {
                try await client.complete(JobCompletion(worker: "w", token: "x", ending: .reported(report), cost: cost))
            }
            #expect(late?.cause == .conflict)
        }
    }

    @Test("finished work is copied from one executor to another")
    func cache() async throws {
        let entries = [
            CacheEntry(key: "a", kind: .charges, result: .charges([1.0 / 3])),
            CacheEntry(key: "b+ &", kind: .charges, result: .charges([2])),
        ]
        try await with { client, _ in
            let added = [try await client.addCacheEntries(entries), try await client.addCacheEntries(entries)]
            #expect(added == [2, 0])
            #expect(try await client.cacheStatistics().first?.entries == 2)
            let found = try await client.cacheEntries(kind: .charges, after: "", limit: 10)
            #expect(found.map(\.key) == ["a", "b+ &"])
            #expect(found.map(\.result) == entries.map(\.result))
            #expect(try await client.cacheEntries(kind: nil, after: "b+ &", limit: 10).isEmpty)
            #expect(try await client.cleanCache(kind: .charges, olderThanDays: 0) == 2)
        }
    }

    @Test("work outside tasks")
    func work() async throws {
        try await with { client, executor in
            let request = WorkRequest.charges(ChargeRequest(cmiles: "[H:1][H:2]", method: .am1bcc))
            let id = try await client.submit(request)
            #expect(id == request.id)
            #expect(try await client.work(id)?.status == .waiting)
            await executor.add(WorkView(id: id, kind: .charges, status: .success, result: .charges([0.5])))
            #expect(try await client.work(id)?.result == .charges([0.5]))
            #expect(try await client.work("other") == nil)
        }
    }

    @Test("a token that others could read on its way is warned of")
    func warning() throws {
        func client(_ address: String, token: String = "t") throws -> ExecutorClient {
            try ExecutorClient(
                settings: Settings(environment: ["BEFLOW_GATEWAY_ADDRESS": address, "BEFLOW_API_TOKEN": token]))
        }
        #expect(try client("http://cluster.example").warning?.contains("https") == true)
        #expect(try client("http://cluster.example", token: "").warning == nil)
        #expect(try client("https://cluster.example").warning == nil)
        #expect(try client("http://127.0.0.1").warning == nil)
        #expect(throws: ExecutorError.self) { try client("cluster") }
    }
}
