import Executor
import Foundation
import Store
import Testing
import Workflow

@Suite("Restarts")
struct RestartTests {
    private let job = JobID(work: Sample.charges("a").key, name: "one")

    private func busyStore(_ place: Workplace) throws -> Store {
        let store = try place.store()
        let schema = try Sample.schema()
        try store.write([
            .taskAdded(id: 1, Submission(schema: schema)), .taskAdded(id: 2, Submission(schema: schema, priority: 7)),
            .taskAdded(id: 3, Submission(schema: schema)), .taskChanged(id: 1, .running, Sample.detail(schema)),
            .taskFinished(id: 3, .cancelled, Sample.detail(schema), results: nil, report: nil),
            .workBegan(key: job.work, .charges, request: Sample.charges("a")),
            .workBegan(key: "other", .charges, request: nil), .jobAdded(job, .charges),
            .jobAdded(JobID(work: job.work, name: "two"), .charges), .jobLeased(job, token: "t", worker: "w"),
            .jobReleased(job, attempts: 2), .jobLeased(job, token: "u", worker: "w"),
        ])
        return store
    }

    @Test("what a killed server had accepted and finished is there, and its leases are void without counting")
    func killed() throws {
        let place = Workplace()
        let store = try busyStore(place)
        let copy = try place.copy()
        let next = try copy.store()
        #expect(next.epoch == store.epoch + 1)
        #expect(try next.task(1)?.status == .running)
        let unfinished = try next.transaction(at: 0) { try $0.takeUpUnfinished() }
        #expect(unfinished.waiting.map(\.id) == [2])
        #expect(unfinished.waiting.map(\.priority) == [7])
        #expect(unfinished.running == [1])
        #expect(unfinished.requests == [Sample.charges("a")])
        #expect(try next.work(id: Sample.charges("a").id)?.status == .live)
        #expect(try next.work(id: "other")?.status == .abandoned)
        #expect(try next.transaction(at: 0) { try $0.attempts(ofWork: job.work) } == ["one": 2])
        #expect(throws: StoreError.self) { try next.write([.jobReported(job, token: "u", Sample.report([1]))]) }
        try next.write([.workBegan(key: job.work, .charges, request: nil), .jobLeased(job, token: "v", worker: "w")])
        #expect(
            try next.transaction(at: 0) { try $0.takeUpUnfinished() }.requests == [Sample.charges("a")],
            "a request is not lost when a task wants the work too")
    }

    @Test("files that no transaction refers to are swept away at the next start")
    func sweep() throws {
        let place = Workplace()
        let store = try place.store()
        try store.write([
            .workBegan(key: "a", .charges, request: nil), .workEnded(key: "a", .success(.charges(Sample.many))),
        ])
        let kept = place.objects
        let folder = place.directory + "/objects/ab"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["cdef.gz", "cdef.new"] { try Data([1]).write(to: URL(fileURLWithPath: folder + "/" + name)) }
        #expect(place.objects.count == 3)
        try store.close()
        let next = try place.store()
        #expect(place.objects == kept)
        #expect(try next.transaction(at: 0) { try $0.result(ofWork: "a") } == .charges(Sample.many))
    }

    @Test("a second server on a directory is refused while the first lives, and is told which process that is")
    func secondServer() throws {
        let place = Workplace()
        do {
            let first = try place.store()
            let error = #expect(throws: StoreError.self) { try place.store() }
            #expect(error?.cause == .inUse)
            #expect(error?.message.contains("(process \(getpid()))") == true)
            #expect(try first.taskCounts().isEmpty)
        }
        _ = try place.store()
    }
}
