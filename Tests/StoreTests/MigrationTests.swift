import Executor
import Foundation
import GRDB
import Store
import TestSupport
import Testing
import Workflow

@Suite("Databases of earlier versions")
struct MigrationTests {
    private static let versions = ["1"]

    private static func fixture(_ version: String) -> URL {
        TestData.fixtures.appendingPathComponent("Store/version-\(version).sqlite.gz")
    }

    private static func place(_ version: String) throws -> Workplace {
        let place = Workplace()
        try FileManager.default.createDirectory(atPath: place.directory, withIntermediateDirectories: true)
        try TestData.bytes(of: fixture(version)).write(to: URL(fileURLWithPath: place.database))
        return place
    }

    /// Everything that a version writes down: the content of its fixture.
    private static func content() throws -> [Change] {
        let schema = try Sample.schema()
        let job = JobID(work: Sample.charges("live").key, name: "charges")
        let (done, failed) = (Sample.charges("done").key, Sample.charges("failed").key)
        return [
            .taskAdded(id: 1, Submission(schema: schema, name: "first", priority: 2)),
            .taskAdded(id: 2, Submission(schema: schema)), .taskAdded(id: 3, Submission(schema: schema)),
            .taskChanged(id: 1, .running, Sample.detail(schema)), .taskChanged(id: 2, .running, Sample.detail(schema)),
            .taskFinished(id: 2, .success, Sample.detail(schema, drives: 3), results: "{\"results\": 1}", report: "{}"),
            .workBegan(key: job.work, .charges, request: Sample.charges("live")), .jobAdded(job, .charges),
            .jobLeased(job, token: "t", worker: "w"), .workBegan(key: done, .charges, request: nil),
            .workEnded(key: done, .success(.charges([0.5, -0.5]))), .workFound(key: done),
            .workBegan(key: failed, .charges, request: nil),
            .workEnded(key: failed, .failure(WorkFailure(type: "E", message: "no"))),
            .event(task: 1, .submitted, "submitted"), .event(task: nil, .warning, "a warning"),
        ]
    }

    @Test("are opened with all that is in them", arguments: versions)
    func opened(version: String) throws {
        let store = try Self.place(version).store()
        let first = try #require(try store.task(1))
        #expect((first.name, first.priority, first.status) == ("first", 2, .running))
        #expect((first.submitted, first.began) == (1000, 1000))
        #expect(first.detail.stages.map(\.type) == ["fragmentation", "qc-generation", "optimization"])
        #expect(try store.submission(ofTask: 1)?.schema == Sample.schema())
        #expect(try store.task(2)?.detail.drives == TaskDetail.Count(3, of: 3))
        #expect(try store.results(ofTask: 2) == "{\"results\": 1}")
        #expect(try store.taskCounts() == [.waiting: 1, .running: 1, .success: 1])
        #expect(try store.work(id: Sample.charges("done").id)?.result == .charges([0.5, -0.5]))
        #expect(try store.work(id: Sample.charges("failed").id)?.failure?.message == "no")
        #expect(try store.events(after: 0, task: nil, limit: 9).map(\.message) == ["submitted", "a warning"])
        #expect(try store.cacheStatistics().first { $0.kind == .charges }?.hits == 1)
        let unfinished = try store.transaction(at: 0) { try $0.takeUpUnfinished() }
        #expect(unfinished.running == [1])
        #expect(unfinished.requests == [Sample.charges("live")])
    }

    @Test("have the tables of a new database once they have been opened", arguments: versions)
    func tables(version: String) throws {
        func tables(_ place: Workplace) throws -> [String] {
            try place.store().close()
            let queue = try DatabaseQueue(path: place.database)
            defer { try? queue.close() }
            return try queue.read {
                try String.fetchAll($0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
            }
        }
        #expect(try tables(Self.place(version)) == tables(Workplace()))
    }

    @Test(
        "the fixture of the newest version is made by this",
        .enabled(if: ProcessInfo.processInfo.environment["BESPOKE_WRITE_FIXTURES"] != nil))
    func write() throws {
        let place = Workplace()
        let store = try place.store()
        for _ in 1...3 { _ = try store.transaction(at: 0) { try $0.nextTaskID() } }
        try store.write(try Self.content())
        try store.close()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        process.arguments = ["-9n", place.database]
        try process.run()
        process.waitUntilExit()
        let target = Self.fixture(try #require(Self.versions.last))
        try? FileManager.default.removeItem(at: target)
        try FileManager.default.copyItem(at: URL(fileURLWithPath: place.database + ".gz"), to: target)
    }
}
