import Executor
import Store
import Testing
import Workflow

@Suite("Transactions")
struct TransactionTests {
    private struct Mishap: Error {}

    @Test("of a transaction that fails nothing is left: no row, no event, no file, no number")
    func nothingLeft() throws {
        let place = Workplace()
        let store = try place.store()
        try store.write([.event(task: nil, .warning, "before")])
        #expect(throws: StoreError.self) {
            try store.transaction(at: 1) { transaction in
                #expect(try transaction.nextTaskID() == 1)
                try transaction.apply([
                    .taskAdded(id: 1, Submission(schema: try Sample.schema())),
                    .workBegan(key: "k", .charges, request: nil),
                    .workEnded(key: "k", .success(.charges(Sample.many))), .event(task: 1, .submitted, "submitted"),
                ])
                #expect(place.objects.count == 1)
                throw Mishap()
            }
        }
        #expect(try store.task(1) == nil)
        #expect(try store.lastSequence() == 1)
        #expect(try store.work(id: "k") == nil)
        #expect(place.objects.isEmpty)
        #expect(try store.transaction(at: 1) { try $0.nextTaskID() } == 1)
    }

    @Test("ids and sequence numbers are never given twice, also after a restart")
    func monotonic() throws {
        let place = Workplace()
        var ids: [Int] = []
        for _ in 0..<3 {
            let store = try place.store()
            for _ in 0..<2 {
                ids.append(try store.transaction(at: 1) { try $0.nextTaskID() })
                try store.write([.event(task: nil, .warning, "w")])
            }
            try store.close()
            try place.execute("DELETE FROM event")
        }
        #expect(ids == [1, 2, 3, 4, 5, 6])
        let events = try place.store().write([
            .event(task: 7, .submitted, "submitted"), .event(task: nil, .warning, ""),
        ])
        #expect(events.map(\.sequence) == [7, 8])
        #expect(events.map(\.task) == [7, nil])
    }

    @Test("events are read in their order, of one task or all, and only the last 200,000 are kept")
    func events() throws {
        let place = Workplace()
        var store = try place.store()
        try store.write(at: 5, (1...9).map { .event(task: $0 % 3, .progress, "event \($0)") })
        #expect(try store.events(after: 2, task: nil, limit: 3).map(\.message) == ["event 3", "event 4", "event 5"])
        #expect(try store.events(after: 0, task: 1, limit: 9).map(\.sequence) == [1, 4, 7])
        #expect(try store.events(after: 9, task: nil, limit: 9).isEmpty)
        #expect(try store.events(after: 8, task: nil, limit: 1).first?.time == 5)
        try store.close()
        try place.execute("UPDATE sqlite_sequence SET seq = 200003 WHERE name = 'event'")
        store = try place.store()
        try store.write((1...2000).map { _ in .event(task: nil, .progress, "late") })
        #expect(try store.events(after: 0, task: nil, limit: 9).first?.message == "late")
        #expect(try store.lastSequence() == 202_003)
    }

    @Test("a text above 64 kB lies in a file beside the database, as long as something refers to it")
    func files() throws {
        let place = Workplace()
        let store = try place.store()
        let (a, b) = (JobID(work: "a", name: "j"), JobID(work: "b", name: "j"))
        for (job, token) in [(a, "t"), (b, "u")] {
            try store.write([
                .workBegan(key: job.work, .charges, request: nil), .jobAdded(job, .charges),
                .jobLeased(job, token: token, worker: "w"),
                .jobReported(job, token: token, Sample.report(Sample.many)),
            ])
        }
        #expect(place.objects.count == 1)
        #expect(try store.transaction(at: 0) { try $0.reports(ofWork: "b") } == ["j": Sample.report(Sample.many)])
        try store.write([.workEnded(key: "a", .success(.charges([1])))])
        #expect(place.objects.count == 1)
        #expect(try store.transaction(at: 0) { try $0.reports(ofWork: "b") } == ["j": Sample.report(Sample.many)])
        try store.write([.workEnded(key: "b", .success(.charges(Sample.many)))])
        #expect(place.objects.count == 1, "the report has gone, the result has come")
        #expect(try store.transaction(at: 0) { try $0.result(ofWork: "b") } == .charges(Sample.many))
        #expect(try store.cleanCache(kind: nil, olderThanDays: nil, at: 0) == 2)
        #expect(place.objects.isEmpty)
    }

    @Test("the same force field of many tasks lies on disk once")
    func sharedForceField() throws {
        let place = Workplace()
        let store = try place.store()
        var schema = try Sample.schema()
        schema.initialForceField += String(repeating: "<!-- \u{e9} -->\n", count: 5000)
        try store.write((1...5).map { .taskAdded(id: $0, Submission(schema: schema)) })
        #expect(place.objects.count == 1)
        #expect(try store.submission(ofTask: 4)?.schema == schema)
        #expect(try store.transaction(at: 0) { try $0.submission(ofTask: 5).schema } == schema)
    }
}
