import Executor
import Testing

@testable import Pilots

@Suite("Pools of pilots")
struct PilotPoolTests {
    /// A pool, a clock and a queue that says what it is told to say.
    struct Cluster {
        var pool: PilotPool
        var now = 1000.0
        private var ids = 0

        init(minimum: Int = 0, maximum: Int = 4, cores: Int = 1, known: [Pilot] = []) {
            var profile = PilotProfile()
            (profile.minimum, profile.maximum, profile.cores, profile.idleSeconds) = (minimum, maximum, cores, 100)
            pool = PilotPool(profile: profile, owner: "me", known: known)
        }

        mutating func read(_ rows: (job: String, id: String, state: QueueReading.State)...) -> [PilotPool.Step] {
            pool.take(
                QueueReading(
                    rows: rows.map {
                        QueueReading.Row(
                            job: $0.job, state: $0.state, name: pool.name(of: $0.id), reason: nil, node: "n1", ran: 0)
                    }), now: now)
        }

        mutating func steps(jobs: Int, held: [String: Int] = [:]) -> [PilotPool.Step] {
            var demand = PilotDemand()
            (demand.jobs, demand.held) = (jobs, held)
            var next = ids
            let steps = pool.steps(for: demand, now: now) {
                next += 1
                return "p\(next)"
            }
            ids = next
            return steps
        }

        /// Submits pilots for some jobs and lets them run.
        mutating func run(jobs: Int) {
            _ = read()
            for step in steps(jobs: jobs) {
                guard case .submit(let id) = step else { continue }
                pool.submitted(id, as: "1" + id.dropFirst())
                _ = read((job: "1" + id.dropFirst(), id: id, state: .running))
            }
        }
    }

    @Test(
        "there are as many pilots as the work asks for, between the least and the most",
        arguments: [(0, 0, 0), (0, 1, 1), (0, 3, 3), (0, 50, 4), (2, 0, 2), (2, 1, 2)])
    func numbers(minimum: Int, jobs: Int, expected: Int) {
        var cluster = Cluster(minimum: minimum)
        _ = cluster.read()
        #expect(cluster.steps(jobs: jobs).count == expected)
        #expect(cluster.steps(jobs: jobs).isEmpty)
    }

    @Test("a pilot of several cores is worth several jobs")
    func cores() {
        var cluster = Cluster(cores: 4)
        _ = cluster.read()
        #expect(cluster.steps(jobs: 9).count == 3)
    }

    @Test("nothing is submitted while the queue is not known, and nothing has failed then")
    func unknown() {
        var cluster = Cluster()
        #expect(cluster.steps(jobs: 3).isEmpty)
        cluster.run(jobs: 2)
        cluster.pool.miss("squeue did not answer")
        cluster.now += 10_000
        #expect(cluster.steps(jobs: 4, held: ["p1": 1, "p2": 1]).isEmpty)
        #expect(cluster.pool.pilots.count == 2 && cluster.pool.ended.isEmpty)
        #expect(cluster.pool.status(demand: PilotDemand(), now: cluster.now).problem?.contains("squeue") == true)
    }

    @Test("waiting pilots go when the work is gone, idle ones after a while, working ones not at all")
    func fewer() {
        var cluster = Cluster()
        cluster.run(jobs: 2)
        let more = cluster.steps(jobs: 3, held: ["p1": 1])
        #expect(more == [.submit("p3")])
        cluster.pool.submitted("p3", as: "13")
        #expect(cluster.steps(jobs: 0, held: ["p1": 1]) == [.cancel(job: "13", name: "bespoke-me-p3")])
        cluster.now += 90
        #expect(
            cluster.steps(jobs: 1, held: ["p1": 1]).filter { $0 != .cancel(job: "13", name: "bespoke-me-p3") }.isEmpty)
        cluster.now += 20
        #expect(cluster.steps(jobs: 1, held: ["p1": 1]).contains(.dismiss(job: "12", name: "bespoke-me-p2")))
        #expect(cluster.pool.pilots["p1"]?.state == .running)
    }

    @Test("a pilot that does not end when asked to is cancelled")
    func stubborn() {
        var cluster = Cluster()
        cluster.run(jobs: 1)
        #expect(cluster.pool.dismissAll(now: cluster.now) == [.dismiss(job: "11", name: "bespoke-me-p1")])
        #expect(cluster.pool.dismissAll(now: cluster.now).isEmpty)
        cluster.now += PilotPool.courtesy
        #expect(cluster.steps(jobs: 0) == [.cancel(job: "11", name: "bespoke-me-p1")])
        #expect(cluster.read(("11", "p1", .ended(.cancelled))) == [.forget("p1", .dismissed)])
    }

    @Test(
        "how a pilot ended is kept apart", arguments: [PilotEnding.timeLimit, .nodeFailure, .outOfMemory, .cancelled])
    func endings(ending: PilotEnding) {
        var cluster = Cluster()
        cluster.run(jobs: 1)
        #expect(cluster.read(("11", "p1", .ended(ending))) == [.forget("p1", ending)])
        #expect(cluster.pool.ended == [ending: 1] && cluster.pool.pilots.isEmpty)
    }

    @Test("a pilot whose number now belongs to another job is not taken for that job, and is lost after a while")
    func reused() {
        var cluster = Cluster()
        cluster.run(jobs: 1)
        let foreign = QueueReading.Row(
            job: "11", state: .running, name: "somebody's", reason: nil, node: "n1", ran: 5)
        #expect(cluster.pool.take(QueueReading(rows: [foreign]), now: cluster.now).isEmpty)
        cluster.now += PilotPool.patience
        #expect(cluster.pool.take(QueueReading(rows: [foreign]), now: cluster.now) == [.forget("p1", .lost)])
    }

    @Test("a pilot that Slurm forgets for a moment stays")
    func forgotten() {
        var cluster = Cluster()
        cluster.run(jobs: 1)
        _ = cluster.read()
        cluster.now += PilotPool.patience - 1
        _ = cluster.read(("11", "p1", .running))
        cluster.now += PilotPool.patience - 1
        #expect(cluster.read().isEmpty && cluster.pool.pilots.count == 1)
    }

    @Test("a submission without an answer is found in the queue, or given up")
    func ambiguous() {
        var cluster = Cluster()
        _ = cluster.read()
        #expect(cluster.steps(jobs: 2) == [.submit("p1"), .submit("p2")])
        _ = cluster.read(("77", "p1", .waiting))
        #expect(cluster.pool.pilots["p1"]?.job == "77" && cluster.pool.pilots["p2"]?.state == .submitting)
        cluster.now += PilotPool.patience
        #expect(cluster.read(("77", "p1", .waiting)) == [.forget("p2", .refused)])
    }

    @Test("jobs of this executor that no pilot stands for are cancelled; others' are left alone")
    func strays() {
        var cluster = Cluster()
        let stray = QueueReading.Row(
            job: "5", state: .waiting, name: "bespoke-me-old", reason: nil, node: nil, ran: 0)
        let ended = QueueReading.Row(
            job: "6", state: .ended(.completed), name: "bespoke-me-older", reason: nil, node: nil, ran: 0)
        let other = QueueReading.Row(
            job: "7", state: .running, name: "bespoke-you-1", reason: nil, node: nil, ran: 0)
        #expect(
            cluster.pool.take(QueueReading(rows: [stray, ended, other]), now: 0)
                == [.cancel(job: "5", name: "bespoke-me-old")])
    }

    @Test("pilots of before a restart are taken up again, and what had ended meanwhile is forgotten")
    func adopted() {
        let known = [Pilot(id: "a", submitted: 900, job: "3"), Pilot(id: "b", submitted: 900, job: "4")]
        var cluster = Cluster(known: known)
        let steps = cluster.read(("3", "a", .running), ("4", "b", .ended(.completed)))
        #expect(steps == [.forget("b", .completed)])
        #expect(cluster.steps(jobs: 1, held: ["a": 1]).isEmpty)
        #expect(cluster.pool.pilots["a"]?.state == .running && cluster.pool.waits.count == 1)
    }

    @Test("after a refusal nothing is submitted for a while, longer each time, until a pilot works")
    func refusals() {
        var cluster = Cluster(maximum: 1)
        _ = cluster.read()
        var pauses: [Double] = []
        for _ in 0..<4 {
            let began = cluster.now
            var steps = cluster.steps(jobs: 1)
            while steps.isEmpty {
                cluster.now += 1
                steps = cluster.steps(jobs: 1)
            }
            pauses.append(cluster.now - began)
            guard case .submit(let id) = steps.first else { return #expect(Bool(false)) }
            #expect(cluster.pool.refused(id, "invalid partition", now: cluster.now) == [.forget(id, .refused)])
        }
        #expect(pauses == [0, 10, 20, 40])
        #expect(cluster.pool.problem?.contains("invalid partition") == true)
        #expect(cluster.pool.ended == [.refused: 4])
    }
}
