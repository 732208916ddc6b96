import Executor
import Store
import Testing
import Workflow

@Suite("Ten thousand tasks")
struct ManyTasksTests {
    @Test("are listed waiting first, then running, then finished, page by page, and each is found at once")
    func many() throws {
        let store = try Workplace().store()
        let schema = try Sample.schema()
        let detail = Sample.detail(schema)
        try store.write(
            (1...10_000).flatMap { id -> [Change] in
                let added = Change.taskAdded(
                    id: id, Submission(schema: schema, name: id % 100 == 0 ? "Round \(id)" : ""))
                switch id % 4 {
                case 0: return [added, .taskChanged(id: id, .running, detail)]
                case 1: return [added, .taskFinished(id: id, .success, detail, results: "{}", report: nil)]
                case 2: return [added, .taskFinished(id: id, .errored, detail, results: nil, report: nil)]
                default: return [added]
                }
            })
        #expect(try store.taskCounts() == [.waiting: 2500, .running: 2500, .success: 2500, .errored: 2500])
        var ids: [Int] = []
        for skip in stride(from: 0, to: 10_000, by: 2000) {
            let page = try store.tasks(TaskQuery(skip: skip, limit: 2000))
            #expect(page.total == 10_000)
            ids += page.tasks.map(\.id)
        }
        let all = Array(1...10_000)
        #expect(
            ids == all.filter { $0 % 4 == 3 } + all.filter { $0 % 4 == 0 } + all.filter { $0 % 4 == 1 || $0 % 4 == 2 })
        let failed = try store.tasks(TaskQuery(statuses: [.errored, .waiting], skip: 2499, limit: 2))
        #expect(failed.tasks.map(\.id) == [9999, 2])
        #expect(failed.total == 5000)
        #expect(try store.tasks(TaskQuery(skip: 10_000)).tasks.isEmpty)
        let newest = try store.tasks(TaskQuery(order: .newest, skip: 50, limit: 2))
        #expect(newest.tasks.map(\.id) == [9950, 9949] && newest.total == 10_000)
        let named = try store.tasks(TaskQuery(text: "ROUND", order: .newest, limit: 1))
        #expect(named.tasks.map(\.id) == [10_000] && named.total == 100)
        #expect(try store.tasks(TaskQuery(text: "77")).tasks.map(\.id) == [7700, 77])
        #expect(try store.tasks(TaskQuery(text: schema.smiles, limit: 1)).total == 10_000)

        let clock = ContinuousClock()
        let times = try (1...50).map { index -> Duration in
            var found: TaskView?
            let time = try clock.measure { found = try store.task(index * 200) }
            #expect(found?.id == index * 200)
            return time
        }
        #expect(times.sorted()[25] < .milliseconds(5))
    }
}
