import Executor
import TestSupport
import Testing
import Workflow

@Suite("Scheduler")
struct SchedulerTests {
    @Test("a task runs through its stages and ends with what is written down")
    func whole() throws {
        var shop = Workshop()
        let id = shop.submit(try Workshop.schema("CCCO"))
        #expect(shop.notebook.status[id] == .waiting)
        try shop.finish()
        let detail = try #require(shop.notebook.details[id])
        #expect(shop.notebook.status[id]?.isFinished == true)
        #expect(detail.stages[0].status == "success" && detail.stages[1].status == "success")
        #expect(detail.drives.finished == detail.drives.total && detail.drives.total > 0)
        #expect(detail.gridPoints.finished == detail.gridPoints.total && detail.gridPoints.total > 0)
        #expect(shop.notebook.events.first?.kind == .submitted && shop.notebook.events.last?.kind == .finished)
    }

    @Test("no more jobs run at once than there are cores, and no more of a category than its limit")
    func budget() throws {
        var shop = Workshop(cores: 3, limits: [.qcCompute: 1])
        for name in ["a", "b", "c"] { try shop.submit(Workshop.charges(name)) }
        #expect(try shop.lease() != nil)
        #expect(try shop.lease() == nil)
        shop.submit(try Workshop.schema("CCCO"))
        #expect(try shop.lease()?.job.kind == .fragmentation)
        shop.submit(try Workshop.schema("CCCCO"))
        #expect(try shop.lease()?.job.kind == .fragmentation)
        shop.submit(try Workshop.schema("CCCCCO"))
        #expect(try shop.lease() == nil)
    }

    @Test("a machine without workers computes nothing, and a remote worker what it takes")
    func remoteOnly() throws {
        var shop = Workshop(cores: 0)
        try shop.submit(Workshop.charges("a"))
        #expect(try shop.lease() == nil)
        #expect(try shop.lease(to: "node", isRemote: true) != nil)
    }

    @Test("the first submitted goes first, unless another has a higher priority")
    func order() throws {
        var shop = Workshop(cores: 1)
        let (first, second, urgent) = (
            shop.submit(try Workshop.schema("CCCO")), shop.submit(try Workshop.schema("CCCCO")),
            shop.submit(try Workshop.schema("CCCCCO"), priority: 1)
        )
        try shop.finish()
        let began = shop.notebook.events.filter { $0.kind == .began }.map(\.task)
        let finished = shop.notebook.events.filter { $0.kind == .finished }.map(\.task)
        #expect(began == [urgent, first, second])
        #expect(finished == [urgent, first, second])
    }

    @Test("a raised priority moves a waiting task to the front")
    func raised() throws {
        var shop = Workshop(cores: 1)
        shop.submit(try Workshop.schema("CCCO"))
        let second = shop.submit(try Workshop.schema("CCCCO"))
        shop.request { scheduler, _ in scheduler.setPriority(5, of: second) }
        _ = try shop.lease()
        #expect(shop.notebook.events.first { $0.kind == .began }?.task == second)
    }

    @Test("equal work of two tasks is done once, and finished work is found again")
    func shared() throws {
        var shop = Workshop()
        let schema = try Workshop.schema("CCCO")
        let (first, second) = (shop.submit(schema), shop.submit(schema))
        var count = 0
        while let job = try shop.lease() {
            count += 1
            try shop.complete(job)
        }
        var alone = Workshop()
        alone.submit(schema)
        var countAlone = 0
        while let job = try alone.lease() {
            countAlone += 1
            try alone.complete(job)
        }
        #expect(
            shop.notebook.details[first]?.stages.map(\.status) == shop.notebook.details[second]?.stages.map(\.status))
        #expect(count <= countAlone + 1)
        let third = shop.submit(schema)
        #expect(try shop.lease()?.job.kind != .gridPoint)
        #expect(shop.notebook.details[third]?.gridPoints == shop.notebook.details[first]?.gridPoints)
    }

    @Test("a late or foreign result is refused and changes nothing")
    func fencing() throws {
        var shop = Workshop()
        try shop.submit(Workshop.charges("a"))
        let job = try #require(try shop.lease(to: "one", isRemote: true))
        #expect(try !shop.complete(job, by: "two"))
        shop.now = 1000
        try shop.request { try $0.expire(now: 1000, from: $1) }
        #expect(try !shop.complete(job, by: "one"))
        #expect(shop.notebook.results.isEmpty)
        shop.now = 2000
        let again = try #require(try shop.lease(to: "two", isRemote: true))
        #expect(try !shop.complete(job, by: "one"))
        #expect(try shop.complete(again, by: "two"))
        #expect(shop.notebook.results.count == 1)
    }

    @Test("a heartbeat keeps a lease alive, and names the leases that are lost")
    func heartbeat() throws {
        var shop = Workshop()
        try shop.submit(Workshop.charges("a"))
        let job = try #require(try shop.lease(to: "node", isRemote: true))
        var revoked: [String] = []
        shop.request { scheduler, _ in revoked = scheduler.heartbeat(worker: "node", tokens: [job.token, "x"], now: 50)
        }
        #expect(revoked == ["x"])
        try shop.request { try $0.expire(now: 100, from: $1) }
        #expect(try shop.complete(job, by: "node"))
    }

    @Test("a job whose worker crashes is tried again after a pause, and fails after three crashes")
    func crashes() throws {
        var shop = Workshop()
        try shop.submit(Workshop.charges("a"))
        for attempt in 1...3 {
            let job = try #require(try shop.lease(), "attempt \(attempt)")
            try shop.complete(job, .crashed("ended with signal 11"))
            #expect(try shop.lease() == nil)
            shop.now += 100
        }
        #expect(try shop.lease() == nil)
        #expect(shop.notebook.results.isEmpty && shop.notebook.requests.isEmpty)
        try shop.submit(Workshop.charges("a"))
        #expect(try shop.lease() != nil, "failures are not remembered")
    }

    @Test("a job that is handed back does not count as tried")
    func handedBack() throws {
        var shop = Workshop()
        try shop.submit(Workshop.charges("a"))
        for _ in 1...20 { try shop.complete(try #require(try shop.lease()), .handedBack) }
        try shop.finish()
        #expect(shop.notebook.results.count == 1)
    }

    @Test("one lost grid point does not lose the drive")
    func lostPoint() throws {
        var shop = Workshop(cores: 1)
        let id = shop.submit(try Workshop.schema("CCCO"))
        var lost: Job?
        while let job = try shop.lease() {
            if case .gridPoint = job.job, lost == nil || lost == job.job {
                lost = job.job
                try shop.complete(job, .crashed("ended with signal 11"))
                shop.now += 100
            } else {
                try shop.complete(job)
            }
        }
        #expect(shop.notebook.details[id]?.stages[1].status == "success")
        #expect(shop.notebook.events.count { $0.kind == .attempt } == 3)
    }

    @Test("cancelling stops the jobs that no other task needs, and the rest goes on")
    func cancel() throws {
        var shop = Workshop(cores: 4)
        let schema = try Workshop.schema("CCCO")
        let (first, second) = (shop.submit(schema), shop.submit(schema))
        let job = try #require(try shop.lease())
        _ = try shop.lease()
        try shop.request { try $0.cancel(first, from: $1) }
        #expect(shop.notebook.status[first] == .cancelled)
        #expect(shop.revoked.isEmpty, "the second task waits for the same fragmentation")
        try shop.request { try $0.cancel(second, from: $1) }
        #expect(shop.revoked.map(\.token) == [job.token])
        #expect(try !shop.complete(job))
        #expect(try shop.lease() == nil)
    }

    @Test("a cancelled task that begins again goes on where it stopped")
    func resumed() throws {
        var shop = Workshop(cores: 1)
        let id = shop.submit(try Workshop.schema("CCCO"))
        var points = 0
        while points < 3, let job = try shop.lease() {
            if case .gridPoint = job.job { points += 1 }
            try shop.complete(job)
        }
        try shop.request { try $0.cancel(id, from: $1) }
        try shop.request { try $0.retry(id, from: $1) }
        let next = try #require(try shop.lease())
        #expect(next.job.kind == .gridPoint)
        #expect(shop.notebook.details[id]?.gridPoints.finished ?? 0 > 0)
    }

    @Test("work that somebody asked for while a task had it done outlives a restart and the task's end")
    func joined() throws {
        var shop = Workshop(cores: 1)
        let id = shop.submit(try Workshop.schema("CCCO"))
        var drive: QCTask?
        while drive == nil, let job = try shop.lease() {
            if case .drivePreparation(let task) = job.job { drive = task }
            try shop.complete(job)
        }
        try shop.submit(.torsionDrive(try #require(drive)))
        try shop.restart()
        try shop.request { try $0.cancel(id, from: $1) }
        #expect(try shop.lease()?.job.kind == .gridPoint)
    }

    @Test("restarts at any moment lead to the same end", arguments: 1...3)
    func restarts(seed: UInt64) throws {
        let schemas = try ["CCCO", "CCCCO", "CCCO"].map(Workshop.schema)
        var (calm, stormy) = (Workshop(), Workshop())
        for schema in schemas {
            calm.submit(schema)
            stormy.submit(schema)
        }
        try calm.finish()
        var random = SeededGenerator(seed: seed)
        while true {
            guard let job = try stormy.lease() else {
                if stormy.scheduler.currentLeases.isEmpty { break }
                try stormy.restart()
                continue
            }
            switch Int.random(in: 0..<6, using: &random) {
            case 0: try stormy.restart()
            case 1: _ = try stormy.lease()
            default: try stormy.complete(job)
            }
        }
        #expect(Set(stormy.notebook.results.keys) == Set(calm.notebook.results.keys))
        let areEqual = stormy.notebook.results == calm.notebook.results
        #expect(areEqual)
        #expect(stormy.notebook.details.mapValues(\.stages) == calm.notebook.details.mapValues(\.stages))
    }
}
