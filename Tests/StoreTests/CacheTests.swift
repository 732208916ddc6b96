import Executor
import Store
import Testing
import Workflow

@Suite("The cache of finished work")
struct CacheTests {
    private func finish(_ store: Store, _ names: [String], at now: Double = 1000) throws {
        for name in names {
            let request = Sample.charges(name)
            try store.write(
                at: now,
                [
                    .workBegan(key: request.key, request.kind, request: nil),
                    .workEnded(key: request.key, .success(.charges([Double(name.utf8.count)]))),
                ])
        }
    }

    private func keys(_ names: [String]) -> [String] { names.map { Sample.charges($0).key }.sorted() }

    @Test("it is counted, with its size and how often it was of use")
    func statistics() throws {
        let store = try Workplace().store()
        try finish(store, ["a", "bb"])
        try store.write([.workFound(key: Sample.charges("a").key), .workFound(key: Sample.charges("a").key)])
        let statistics = try store.cacheStatistics()
        #expect(statistics.map(\.kind) == WorkRequest.Kind.allCases)
        let charges = try #require(statistics.first { $0.kind == .charges })
        #expect((charges.entries, charges.hits) == (2, 2))
        #expect(charges.bytes > 10)
        #expect(statistics.filter { $0.kind != .charges }.allSatisfy { ($0.entries, $0.bytes, $0.hits) == (0, 0, 0) })
    }

    @Test("it is read page by page, taken to another store, and read there again")
    func exchange() throws {
        let (here, there) = (try Workplace().store(), try Workplace().store())
        let names = ["a", "bb", "ccc", "dddd"]
        try finish(here, names)
        var (entries, last): ([CacheEntry], String) = ([], "")
        while true {
            let page = try here.cacheEntries(kind: .charges, after: last, limit: 3)
            guard let end = page.last else { break }
            entries += page
            last = end.key
        }
        #expect(entries.map(\.key) == keys(names))
        #expect(try here.cacheEntries(kind: .fit, after: "", limit: 3).isEmpty)

        let (live, failed, mine) = (Sample.charges("a"), Sample.charges("bb"), Sample.charges("ccc"))
        try there.write([
            .workBegan(key: live.key, .charges, request: nil), .workBegan(key: failed.key, .charges, request: nil),
            .workEnded(key: failed.key, .failure(WorkFailure(type: "E", message: "no"))),
            .workBegan(key: mine.key, .charges, request: nil), .workEnded(key: mine.key, .success(.charges([-1]))),
        ])
        #expect(try there.addCacheEntries(entries, at: 0) == 2)
        #expect(try there.addCacheEntries(entries, at: 0) == 0)
        #expect(try there.work(id: live.id)?.status == .live)
        #expect(try there.work(id: failed.id)?.result == .charges([2]))
        #expect(try there.work(id: mine.id)?.result == .charges([-1]))
        #expect(try there.work(id: Sample.charges("dddd").id)?.result == .charges([4]))
    }

    @Test("cleaning leaves what a running task has used, what is being done, and what is younger")
    func clean() throws {
        let place = Workplace()
        let store = try place.store()
        let schema = try Sample.schema()
        try finish(store, ["old", "found"], at: 0)
        try finish(store, ["young"], at: 9 * 86_400)
        try store.write([
            .taskAdded(id: 1, Submission(schema: schema)), .taskChanged(id: 1, .running, Sample.detail(schema)),
            .workFound(key: Sample.charges("found").key), .workBegan(key: "live", .charges, request: nil),
        ])
        try finish(store, ["made"], at: 0)
        #expect(try store.cleanCache(kind: .fit, olderThanDays: nil, at: 10 * 86_400) == 0)
        #expect(try store.cleanCache(kind: .charges, olderThanDays: 2, at: 10 * 86_400) == 1)
        let left = { try store.cacheEntries(kind: nil, after: "", limit: 9).map(\.key) }
        #expect(try left() == keys(["found", "made", "young"]))
        #expect(try store.cleanCache(kind: nil, olderThanDays: nil, at: 10 * 86_400) == 1)
        #expect(try left() == keys(["found", "made"]))
        try store.write([.taskFinished(id: 1, .success, Sample.detail(schema), results: "{}", report: nil)])
        #expect(try store.cleanCache(kind: nil, olderThanDays: nil, at: 0) == 2)
        #expect(try left().isEmpty)
        #expect(try store.work(id: "live")?.status == .live)
    }
}
