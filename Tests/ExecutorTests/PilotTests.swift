import Executor
import Testing
import Workflow

@Suite("Jobs of pilots")
struct PilotTests {
    private static func worker(_ pilot: String = "p", remaining: Double = 3600, of total: Double = 3600)
        -> Scheduler.Applicant
    {
        Scheduler.Applicant(
            LeaseRequest(worker: "w-" + pilot, remainingSeconds: remaining, totalSeconds: total, pilot: pilot))
    }

    @Test("a job that is lost with its pilot is done again, and that is no attempt")
    func losses() throws {
        var shop = Workshop(cores: 0)
        try shop.submit(Workshop.charges("a"))
        for round in 0..<15 {
            let lease = try #require(try shop.lease(to: Self.worker("p\(round)")))
            #expect(try shop.lease(to: Self.worker("q")) == nil)
            let now = shop.now
            try shop.request { scheduler, notebook in
                try scheduler.endPilot("other", "node failure", now: now, from: notebook)
                #expect(scheduler.currentLeases.count == 1)
                try scheduler.endPilot("p\(round)", "node failure", now: now, from: notebook)
            }
            let late = JobReport(.success(.charges([0])))
            #expect(try !shop.complete(lease, by: "w-p\(round)", .reported(late)))
            shop.now += 100
        }
        #expect(shop.notebook.attempts.values.allSatisfy { $0 == 0 })
        #expect(shop.notebook.reports.isEmpty)
    }

    @Test("a pilot's worker that falls silent or is killed costs no attempt either")
    func silence() throws {
        var shop = Workshop(cores: 0)
        try shop.submit(Workshop.charges("a"))
        _ = try #require(try shop.lease(to: Self.worker()))
        shop.now += 61
        let now = shop.now
        try shop.request { scheduler, notebook in try scheduler.expire(now: now, from: notebook) }
        shop.now += 10
        let second = try #require(try shop.lease(to: Self.worker()))
        #expect(try shop.complete(second, by: "w-p", .killed("signal 9")))
        #expect(shop.notebook.attempts.values.allSatisfy { $0 == 0 })
        shop.now += 10
        #expect(try shop.lease(to: Self.worker()) != nil)
    }

    @Test("a job that takes one pilot after the other with it is given up in the end, and that is said")
    func poison() throws {
        var shop = Workshop(cores: 0)
        try shop.submit(Workshop.charges("a"))
        var count = 0
        while try shop.lease(to: Self.worker()) != nil, count < 100 {
            count += 1
            let now = shop.now
            try shop.request { scheduler, notebook in
                try scheduler.endPilot("p", "out of memory", now: now, from: notebook)
            }
            shop.now += 100
        }
        #expect(count == RetryPolicy().pilotLosses)
    }

    @Test("a worker takes no job that is not likely to end in its time, and a fresh one tries it")
    func time() throws {
        var shop = Workshop(cores: 0)
        try shop.submit(Workshop.charges("a"))
        #expect(try shop.lease(to: Self.worker(remaining: 600, of: 3600)) == nil)
        #expect(try shop.lease(to: Self.worker(remaining: 590, of: 600)) != nil)
        #expect(try shop.lease(to: Self.worker(remaining: 3600, of: 3600)) == nil)
    }

    @Test("what jobs of a kind have taken tells what the next one may take")
    func measured() throws {
        var shop = Workshop(cores: 0)
        try shop.submit(Workshop.charges("a"))
        let first = try #require(try shop.lease(to: Self.worker()))
        shop.now += 50
        try shop.complete(first, by: "w-p", .reported(JobReport(.success(.charges([0])))))
        try shop.submit(Workshop.charges("b"))
        #expect(try shop.lease(to: Self.worker(remaining: 40)) == nil)
        #expect(try shop.lease(to: Self.worker(remaining: 60)) != nil)
    }

    @Test("a job that was handed back after the whole of a pilot's time waits for a longer pilot")
    func tooLong() throws {
        var shop = Workshop(cores: 0)
        try shop.submit(Workshop.charges("a"))
        let first = try #require(try shop.lease(to: Self.worker(remaining: 600, of: 600)))
        shop.now += 595
        try shop.complete(first, by: "w-p", .handedBack)
        #expect(try shop.lease(to: Self.worker(remaining: 600, of: 600)) == nil)
        let short = shop.scheduler.demand(onPilotsOf: 600, taking: [])
        let long = shop.scheduler.demand(onPilotsOf: 3600, taking: [])
        #expect(short.jobs == 0 && short.tooLong == 1)
        #expect(long.jobs == 1 && long.tooLong == 0)
        #expect(try shop.lease(to: Self.worker()) != nil)
        #expect(shop.notebook.attempts.values.allSatisfy { $0 == 0 })
    }

    @Test("a job that was handed back in the middle needs a worker with more time than it had")
    func handedBack() throws {
        var shop = Workshop(cores: 0)
        try shop.submit(Workshop.charges("a"))
        let first = try #require(try shop.lease(to: Self.worker(remaining: 490, of: 600)))
        shop.now += 485
        try shop.complete(first, by: "w-p", .handedBack)
        #expect(try shop.lease(to: Self.worker(remaining: 500, of: 600)) == nil)
        let second = try #require(try shop.lease(to: Self.worker(remaining: 598, of: 600)))
        shop.now += 595
        try shop.complete(second, by: "w-p", .handedBack)
        #expect(try shop.lease(to: Self.worker(remaining: 599, of: 600)) == nil)
        #expect(shop.scheduler.demand(onPilotsOf: 600, taking: []).tooLong == 1)
    }

    @Test("the work for pilots counts jobs of their categories, those that they hold, and tasks that wait")
    func demand() throws {
        var shop = Workshop(cores: 2)
        shop.submit(try Workshop.schema("CCCO"))
        try shop.submit(Workshop.charges("a"))
        try shop.submit(Workshop.charges("b"))
        #expect(shop.scheduler.demand(onPilotsOf: 3600, taking: []).jobs == 3)
        #expect(shop.scheduler.demand(onPilotsOf: 3600, taking: [.qcCompute]).jobs == 2)
        _ = try shop.lease(to: Self.worker())
        _ = try shop.lease()
        let demand = shop.scheduler.demand(onPilotsOf: 3600, taking: [])
        #expect(demand.jobs == 2 && demand.held == ["p": 1])
    }
}
