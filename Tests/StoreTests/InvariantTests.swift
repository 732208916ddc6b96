import Executor
import GRDB
import Store
import Testing
import Workflow

@Suite("Impossible states")
struct InvariantTests {
    /// A directory with a task and work in several states.
    private static func place() throws -> Workplace {
        let place = Workplace()
        let store = try place.store()
        let (a, b) = (Sample.charges("a").key, Sample.charges("b").key)
        try store.write([
            .taskAdded(id: 1, Submission(schema: try Sample.schema())), .workBegan(key: a, .charges, request: nil),
            .jobAdded(JobID(work: a, name: "ready"), .charges), .jobAdded(JobID(work: a, name: "leased"), .charges),
            .jobLeased(JobID(work: a, name: "leased"), token: "t", worker: "w"),
            .workBegan(key: b, .charges, request: nil), .workEnded(key: b, .success(.charges([1]))),
        ])
        try store.close()
        return place
    }

    @Test(
        "the database itself refuses a row that contradicts itself",
        arguments: [
            "UPDATE task SET status = 'success' WHERE id = 1",
            "UPDATE task SET status = 'running' WHERE id = 1",
            "UPDATE task SET status = 'errored' WHERE id = 1",
            "UPDATE task SET status = 'lost' WHERE id = 1",
            "UPDATE task SET finished = 5 WHERE id = 1",
            "UPDATE task SET began = 5, began_moment = 1 WHERE id = 1",
            "UPDATE task SET results = '{}' WHERE id = 1",
            "UPDATE task SET report = '{}' WHERE id = 1",
            "UPDATE task SET status = 'success', finished = 5, began = 5, began_moment = 1 WHERE id = 1",
            "UPDATE task SET submitted = 'yesterday' WHERE id = 1",
            "UPDATE task SET id = 0 WHERE id = 1",
            "UPDATE work SET status = 'finished' WHERE status = 'live'",
            "UPDATE work SET status = 'failed' WHERE status = 'live'",
            "UPDATE work SET status = 'live' WHERE status = 'finished'",
            "UPDATE work SET failure = '{}' WHERE status = 'finished'",
            "UPDATE work SET bytes = NULL WHERE status = 'finished'",
            "UPDATE work SET status = 'asleep'",
            "UPDATE work SET key = (SELECT min(key) FROM work)",
            "UPDATE job SET status = 'leased' WHERE name = 'ready'",
            "UPDATE job SET status = 'reported' WHERE name = 'ready'",
            "UPDATE job SET token = 'x' WHERE name = 'ready'",
            "UPDATE job SET token = NULL WHERE name = 'leased'",
            "UPDATE job SET worker = NULL WHERE name = 'leased'",
            "UPDATE job SET status = 'ready' WHERE name = 'leased'",
            "UPDATE job SET report = '{}' WHERE name = 'ready'",
            "UPDATE job SET attempts = -1",
            "UPDATE job SET status = 'leased', token = 't', worker = 'v' WHERE name = 'ready'",
            "INSERT INTO job (work, name, kind, status, attempts) VALUES (99, 'x', 'charges', 'ready', 0)",
            "INSERT INTO server VALUES (2, 0, 0, 0)",
            "INSERT INTO object VALUES ('short', 1, 0)",
        ])
    func refused(statement: String) throws {
        let place = try Self.place()
        let error = #expect(throws: DatabaseError.self) { try place.execute(statement) }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    }

    @Test("a change that does not fit to what is written down is refused as a whole")
    func misfit() throws {
        let store = try Self.place().store()
        let (schema, job) = (try Sample.schema(), JobID(work: Sample.charges("a").key, name: "ready"))
        let misfits: [Change] = [
            .taskAdded(id: 1, Submission(schema: schema)), .taskChanged(id: 2, .running, Sample.detail(schema)),
            .taskReset(id: 1, Sample.detail(schema)), .priorityChanged(id: 2, 1), .workFound(key: job.work),
            .workFound(key: "unknown"), .workEnded(key: Sample.charges("b").key, .success(.charges([2]))),
            .workAbandoned(key: Sample.charges("b").key),
            .jobLeased(JobID(work: job.work, name: "x"), token: "u", worker: "w"),
            .jobReported(job, token: "t", Sample.report([1])), .jobReleased(job, attempts: 1),
            .jobAdded(JobID(work: Sample.charges("b").key, name: "x"), .charges),
        ]
        for misfit in misfits {
            let error = #expect(throws: StoreError.self, "\(misfit)") {
                try store.write([.event(task: nil, .warning, "not kept"), misfit])
            }
            #expect(error?.cause == .inconsistent)
        }
        #expect(try store.lastSequence() == 0)
        #expect(try store.work(id: Sample.charges("b").id)?.result == .charges([1]))
    }
}
