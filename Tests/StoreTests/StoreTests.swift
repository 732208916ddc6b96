import Executor
import Store
import Testing
import Workflow

@Suite("The store")
struct StoreTests {
    @Test("a task is read as it was written, in every state")
    func task() throws {
        let place = Workplace()
        let store = try place.store()
        let schema = try Sample.schema()
        let id = try store.transaction(at: 5) { transaction in
            let id = try transaction.nextTaskID()
            try transaction.apply([.taskAdded(id: id, Submission(schema: schema, name: "ether", priority: 3))])
            return id
        }
        #expect(id == 1)
        var view = try #require(try store.task(1))
        #expect((view.smiles, view.name, view.status) == (schema.smiles, "ether", .waiting))
        #expect((view.priority, view.submitted, view.began, view.finished) == (3, 5, nil, nil))
        #expect(view.detail.stages.map(\.status) == ["waiting", "waiting", "waiting"])
        #expect(try store.submission(ofTask: 1)?.schema == schema)

        let course = Sample.detail(schema, drives: 2)
        try store.write(at: 6, [.taskChanged(id: 1, .running, course), .priorityChanged(id: 1, -1)])
        view = try #require(try store.task(1))
        #expect((view.status, view.priority, view.began, view.detail) == (.running, -1, 6, course))
        #expect(try store.results(ofTask: 1) == nil)

        try store.write(at: 7, [.taskFinished(id: 1, .success, course, results: "{}", report: nil)])
        view = try #require(try store.task(1))
        #expect((view.status, view.began, view.finished) == (.success, 6, 7))
        #expect(try store.results(ofTask: 1) == "{}")
        #expect(try store.report(ofTask: 1) == nil)

        try store.write(at: 8, [.taskReset(id: 1, Sample.detail(schema))])
        view = try #require(try store.task(1))
        #expect((view.status, view.began, view.finished) == (.waiting, nil, nil))
        #expect(try store.results(ofTask: 1) == nil)
        #expect(try store.task(2) == nil)
        #expect(try store.results(ofTask: 2) == nil)
        #expect(try store.submission(ofTask: 2) == nil)
    }

    @Test("work goes from live to finished, failed or abandoned, and back")
    func work() throws {
        let place = Workplace()
        let store = try place.store()
        let (key, id) = (Sample.charges("a").key, Sample.charges("a").id)
        let job = JobID(work: key, name: "charges")
        try store.write([.workBegan(key: key, .charges, request: nil), .jobAdded(job, .charges)])
        #expect(try store.work(id: id)?.status == .live)
        try store.write([.jobLeased(job, token: "t1", worker: "w")])
        try store.write([.jobReleased(job, attempts: 1)])
        #expect(try store.transaction(at: 0) { try $0.attempts(ofWork: key) } == ["charges": 1])
        try store.write([.jobLeased(job, token: "t2", worker: "w")])
        try store.write([.jobReported(job, token: "t2", Sample.report([0.25]))])
        #expect(try store.transaction(at: 0) { try $0.reports(ofWork: key) } == ["charges": Sample.report([0.25])])
        try store.write([.workAbandoned(key: key)])
        #expect(try store.transaction(at: 0) { try $0.reports(ofWork: key) }.count == 1)
        try store.write([.workBegan(key: key, .charges, request: nil)])
        try store.write([.workEnded(key: key, .failure(WorkFailure(type: "E", message: "no")))])
        #expect(try store.work(id: id)?.failure == WorkFailure(type: "E", message: "no"))
        #expect(try store.transaction(at: 0) { try $0.result(ofWork: key) } == nil)
        #expect(try store.transaction(at: 0) { try $0.reports(ofWork: key) }.isEmpty)
        try store.write([.workBegan(key: key, .charges, request: nil)])
        try store.write([.workEnded(key: key, .success(.charges([0.25, -0.25])))])
        #expect(try store.transaction(at: 0) { try $0.result(ofWork: key) } == .charges([0.25, -0.25]))
        #expect(try store.work(id: id)?.result == .charges([0.25, -0.25]))
        #expect(try store.work(id: "x") == nil)
    }

    @Test("the results of a job are taken from the holder of its lease alone")
    func fencing() throws {
        let place = Workplace()
        let store = try place.store()
        let job = JobID(work: Sample.charges("a").key, name: "charges")
        try store.write([
            .workBegan(key: job.work, .charges, request: nil), .jobAdded(job, .charges),
            .jobLeased(job, token: "old", worker: "w"), .jobReleased(job, attempts: 1),
            .jobLeased(job, token: "new", worker: "v"),
        ])
        let error = #expect(throws: StoreError.self) {
            try store.write([.jobReported(job, token: "old", Sample.report([1]))])
        }
        #expect(error?.cause == .inconsistent)
        #expect(throws: StoreError.self) { try store.write([.jobLeased(job, token: "third", worker: "u")]) }
        try store.write([.jobReported(job, token: "new", Sample.report([2]))])
    }
}
