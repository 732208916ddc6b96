import Executor
import Foundation
import Store
import Testing
import Workflow

@Suite("Damage")
struct DamageTests {
    private static func overwrite(_ path: String, at offset: UInt64, with bytes: [UInt8]) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: offset)
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }

    /// A closed store with finished work, a report and three tasks, all with files.
    private static func place() throws -> Workplace {
        let place = Workplace()
        let store = try place.store()
        var schema = try Sample.schema()
        schema.initialForceField += String(repeating: "<!-- \(place.directory) -->\n", count: 500)
        let job = JobID(work: "live", name: "one")
        try store.write([
            .taskAdded(id: 1, Submission(schema: schema)), .taskAdded(id: 2, Submission(schema: schema)),
            .taskAdded(id: 3, Submission(schema: try Sample.schema())),
            .taskChanged(id: 2, .running, Sample.detail(schema)), .workBegan(key: "done", .charges, request: nil),
            .workEnded(key: "done", .success(.charges(Sample.many))), .workBegan(key: "live", .charges, request: nil),
            .jobAdded(job, .charges), .jobLeased(job, token: "t", worker: "w"),
            .jobReported(job, token: "t", Sample.report(Sample.many + [1])),
        ])
        try store.close()
        #expect(place.objects.count == 3)
        return place
    }

    @Test("a damaged page is found at the start, and the message says what to do", arguments: [1, 7, 13])
    func page(number: UInt64) throws {
        let place = try Self.place()
        try Self.overwrite(place.database, at: number * 4096, with: [UInt8](repeating: 0xA5, count: 4096))
        let error = #expect(throws: StoreError.self) { try place.store() }
        #expect(error?.cause == .corrupted)
        #expect(error?.message.contains(".recover") == true)
    }

    @Test("a file that is no database is refused and left as it is")
    func noDatabase() throws {
        let place = Workplace()
        try FileManager.default.createDirectory(atPath: place.directory, withIntermediateDirectories: true)
        let bytes = Data("a letter to my aunt\n".utf8)
        try bytes.write(to: URL(fileURLWithPath: place.database))
        let error = #expect(throws: StoreError.self) { try place.store() }
        #expect(error?.cause == .corrupted)
        #expect(FileManager.default.contents(atPath: place.database) == bytes)
    }

    @Test("the database of a newer program is refused")
    func newer() throws {
        let place = try Self.place()
        try place.execute("INSERT INTO grdb_migrations VALUES ('2043-01')")
        let error = #expect(throws: StoreError.self) { try place.store() }
        #expect(error?.cause == .newer)
    }

    @Test("results and reports whose files are damaged count as not there, with an event, and can be made again")
    func files() throws {
        let place = try Self.place()
        for object in place.objects {
            try Self.overwrite(place.directory + "/objects/" + object, at: 40, with: [0, 1, 2, 3, 4, 5, 6, 7])
        }
        let store = try place.store()
        #expect(throws: StoreError.self) { try store.work(id: "done") }
        let events = try store.transaction(at: 0) { transaction in
            #expect(try transaction.result(ofWork: "done") == nil)
            #expect(try transaction.reports(ofWork: "live").isEmpty)
            return try transaction.apply([])
        }
        #expect(events.map(\.kind) == [.warning, .warning])
        #expect(try store.events(after: 0, task: nil, limit: 9) == events)
        #expect(try store.work(id: "done")?.status == .abandoned)
        let job = JobID(work: "live", name: "one")
        try store.write([
            .workBegan(key: "done", .charges, request: nil), .workEnded(key: "done", .success(.charges(Sample.many))),
            .jobAdded(job, .charges), .jobLeased(job, token: "t", worker: "w"),
            .jobReported(job, token: "t", Sample.report(Sample.many + [1])),
        ])
        #expect(try store.transaction(at: 0) { try $0.result(ofWork: "done") } == .charges(Sample.many))
        #expect(try store.transaction(at: 0) { try $0.reports(ofWork: "live") }.count == 1)
    }

    @Test("a task whose schema can not be read is set to errored; the others go on", arguments: [true, false])
    func schema(isMissing: Bool) throws {
        let place = try Self.place()
        if isMissing {
            try FileManager.default.removeItem(atPath: place.directory + "/objects")
        } else {
            try place.execute("UPDATE task SET schema = '{\"smiles\": 5}' WHERE id < 3")
        }
        let store = try place.store()
        #expect(throws: StoreError.self) { try store.submission(ofTask: 1) }
        for id in [1, 2] {
            let error = #expect(throws: StoreError.self) {
                try store.transaction(at: 9) { transaction in
                    try transaction.apply([.event(task: nil, .warning, "not kept")])
                    _ = try transaction.submission(ofTask: id)
                }
            }
            #expect(error?.cause == .damagedTask)
            let view = try #require(try store.task(id))
            #expect((view.status, view.finished) == (.errored, 9))
            #expect(view.detail.warnings.last?.contains("submit the molecule again") == true)
        }
        #expect(try store.events(after: 0, task: nil, limit: 9).map(\.task) == [1, 2])
        let again = #expect(throws: StoreError.self) {
            try store.transaction(at: 10) { _ = try $0.submission(ofTask: 1) }
        }
        #expect(again?.cause == .damagedText, "or a caller would try for ever")
        #expect(try store.task(1)?.finished == 9)
        let unfinished = try store.transaction(at: 0) { try $0.takeUpUnfinished() }
        #expect(unfinished.waiting.map(\.id) == [3])
        #expect(unfinished.running.isEmpty)
        #expect(try store.transaction(at: 0) { try $0.submission(ofTask: 3) }.name.isEmpty)
    }

    @Test("rows that can not be read cost what they held and no more")
    func rows() throws {
        let place = try Self.place()
        try place.execute(
            """
            UPDATE task SET detail = '[' WHERE id = 1;
            UPDATE work SET result = '{"charges": "none"}' WHERE key = 'done';
            UPDATE job SET report = 'x';
            UPDATE work SET request = '{}' WHERE key = 'live';
            INSERT INTO event (time, kind, message) VALUES (0, 'unheard-of', '');
            """)
        let store = try place.store()
        #expect(try store.task(1)?.detail.stages.isEmpty == true)
        #expect(try store.tasks(TaskQuery()).tasks.count == 3)
        #expect(try store.cacheEntries(kind: nil, after: "", limit: 9).isEmpty)
        #expect(try store.events(after: 0, task: nil, limit: 9).isEmpty)
        try store.transaction(at: 0) { transaction in
            let result = try transaction.result(ofWork: "done")
            #expect(result == nil)
            let reports = try transaction.reports(ofWork: "live")
            #expect(reports.isEmpty)
            let unfinished = try transaction.takeUpUnfinished()
            #expect(unfinished.requests.isEmpty)
        }
        #expect(try store.events(after: 0, task: nil, limit: 9).count == 3)
        #expect(try store.work(id: "live")?.status == .abandoned)
    }

    @Test("results of a task whose file is gone are an error that says so")
    func results() throws {
        let place = Workplace()
        let store = try place.store()
        let schema = try Sample.schema()
        let text = String(repeating: "long", count: 20_000)
        try store.write([
            .taskAdded(id: 1, Submission(schema: schema)), .taskChanged(id: 1, .running, Sample.detail(schema)),
            .taskFinished(id: 1, .success, Sample.detail(schema), results: text, report: "{}"),
        ])
        #expect(try store.results(ofTask: 1) == text)
        try FileManager.default.removeItem(atPath: place.directory + "/objects")
        let error = #expect(throws: StoreError.self) { try store.results(ofTask: 1) }
        #expect(error?.cause == .damagedText)
        #expect(error?.message.contains("retry the task") == true)
        #expect(try store.report(ofTask: 1) == "{}")
        try store.write([.taskReset(id: 1, Sample.detail(schema))])
        try store.write([.taskFinished(id: 1, .success, Sample.detail(schema), results: text, report: "{}")])
        #expect(try store.results(ofTask: 1) == text)
    }
}
