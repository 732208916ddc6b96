import Executor
import Store
import TestSupport
import Testing
import Workflow

@Suite("The scheduler on the store")
struct StormTests {
    /// What is left of a task when it has finished.
    private struct End: Equatable {
        var status: TaskStatus
        var detail: TaskDetail
        var results: String?
        var report: String?
    }

    private static let molecules = ["CCCO", "CCCF", "CCCO"]

    private static func ends(_ shop: Shop) throws -> [End] {
        try shop.store.tasks(TaskQuery()).tasks.sorted { $0.id < $1.id }.map { task in
            End(
                status: task.status, detail: task.detail, results: try shop.store.results(ofTask: task.id),
                report: try shop.store.report(ofTask: task.id))
        }
    }

    private static let calm = Result {
        let shop = try Shop()
        for smiles in molecules { try shop.submit(try Sample.schema(smiles)) }
        try shop.finish()
        return try ends(shop)
    }

    @Test("an undisturbed run finishes every task and leaves nothing behind")
    func undisturbed() throws {
        let ends = try Self.calm.get()
        #expect(ends.map(\.status) == [.success, .success, .success])
        #expect(ends.allSatisfy { $0.report?.contains("fit of ") == true })
        #expect(ends[0] == ends[2])
    }

    @Test(
        "crashes, kills, cancels, retries, full disks and restarts at any moment lead to the same tasks",
        arguments: 1...2)
    func storm(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let shop = try Shop()
        var submitted = 0
        for _ in 0..<250 {
            let task = Int.random(in: 1...3, using: &random)
            let position = shop.held.isEmpty ? nil : Int.random(in: 0..<shop.held.count, using: &random)
            switch Int.random(in: 0..<40, using: &random) {
            case 0: try shop.restart()
            case 1: try shop.lease(failing: true)
            case 2: if let position { try shop.complete(at: position, failing: true) }
            case 3: if let position { try shop.complete(at: position, .crashed("ended with signal 11")) }
            case 4: if let position { try shop.complete(at: position, .killed("was killed")) }
            case 5: if let position { try shop.complete(at: position, .handedBack) }
            case 6: try shop.cancel(task)
            case 7: if try shop.store.task(task)?.status.isFinished == true { try shop.retry(task) }
            case 8: if submitted >= task { try shop.setPriority(Int.random(in: -2...2, using: &random), of: task) }
            case 9 where submitted < 3: try shop.submit(try Sample.schema("CCCO"), failing: true)
            case 10, 11, 12:
                guard submitted < 3 else { continue }
                try shop.submit(try Sample.schema(Self.molecules[submitted]))
                submitted += 1
            case 13...26: if let position { try shop.complete(at: position) }
            default: try shop.lease()
            }
        }
        for smiles in Self.molecules[submitted...] { try shop.submit(try Sample.schema(smiles)) }
        try shop.restart()
        try shop.finish()
        for task in try shop.store.tasks(TaskQuery()).tasks where task.status != .success { try shop.retry(task.id) }
        try shop.finish()
        let (ends, calm) = (try Self.ends(shop), try Self.calm.get())
        #expect(ends.map(\.status) == calm.map(\.status))
        #expect(ends == calm)
    }

    @Test("a damaged result costs its calculation, a damaged schema its task, and never the server")
    func damage() throws {
        let shop = try Shop()
        for smiles in Self.molecules.prefix(2) { try shop.submit(try Sample.schema(smiles)) }
        for _ in 0..<30 {
            if shop.held.isEmpty { try shop.lease() }
            if !shop.held.isEmpty { try shop.complete(at: 0) }
        }
        try shop.store.close()
        try shop.place.execute(
            "UPDATE task SET schema = '{}' WHERE id = 2; UPDATE work SET result = '[]' WHERE result IS NOT NULL")
        do { try shop.restart() } catch { try shop.restart() }
        try shop.finish()
        let ends = try Self.ends(shop)
        #expect(ends.map(\.status) == [.success, .errored])
        #expect(ends[0] == (try Self.calm.get()[0]))
    }
}
