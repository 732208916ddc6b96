internal import Executor
internal import Foundation
internal import Store
internal import Workflow

/// One run: molecules are submitted at once, cores ask for jobs until all tasks have ended.
struct Simulation {
    private enum Event {
        case done(slot: Int, token: String)
        case beats(node: Int)
        case fails(node: Int)
        case returns(node: Int)
        case sweep
    }

    private let template: Template
    private let cluster: Cluster
    private let molecules: Int
    private let pace: Pace
    private let overhead: Double

    private var desk: Desk
    private var events = EventQueue<Event>()
    private var now = 0.0
    /// When the server is free again.
    private var serverFree = 0.0
    private var chance = Chance(seed: 7)
    private var numbers = 0
    /// The lease and job of each slot that computes.
    private var running: [Int: (token: String, job: Job, began: Double)] = [:]
    private var idle: [Int]
    private var isAway: [Bool]
    private var figures = Figures()

    init(
        _ template: Template, _ cluster: Cluster, molecules: Int, pace: Pace, overhead: Double, store: Store? = nil
    ) throws {
        (self.template, self.cluster, self.molecules) = (template, cluster, molecules)
        (self.pace, self.overhead) = (pace, overhead)
        desk = Desk(template, store: store)
        idle = (0..<cluster.slots).reversed()
        isAway = Array(repeating: false, count: cluster.nodes)
        for number in 1...molecules {
            _ = try desk.carryOut(.submit) { scheduler, _ in scheduler.submit(id: number, template.submission(number)) }
        }
        for node in 0..<cluster.nodes {
            events.add(.beats(node: node), at: chance.uniform() * cluster.beatSeconds)
            events.add(.fails(node: node), at: chance.wait(mean: cluster.meanTimeToFailure))
        }
        events.add(.sweep, at: 5)
    }

    /// Runs to the end.
    mutating func run() throws -> Figures {
        try fill()
        while figures.finished < molecules, let (time, event) = events.next() {
            now = time
            switch event {
            case .done(let slot, let token): try end(slot, token)
            case .beats(let node): try beat(node)
            case .fails(let node): fail(node)
            case .returns(let node): try takeBack(node)
            case .sweep: try sweep()
            }
        }
        figures.close(now: now, slots: cluster.slots, costs: desk.costs)
        return figures
    }

    /// The server's answer to a request of now comes when it has done what came before.
    private mutating func occupyServer(_ seconds: Double) {
        serverFree = max(serverFree, now) + seconds + overhead
        figures.serverBusy += seconds + overhead
        figures.longestWait = max(figures.longestWait, serverFree - now)
    }

    /// Gives a slot a job; false if there is none.
    private mutating func lease(_ slot: Int) throws -> Bool {
        numbers += 1
        let (token, time) = ("\(numbers)", now)
        var leased: LeasedJob?
        let applicant = Scheduler.Applicant(name: Self.name(slot), isRemote: true)
        let (outcome, seconds) = try desk.carryOut(.lease) {
            leased = try $0.lease(to: applicant, token: token, now: time, from: $1)
        }
        occupyServer(seconds)
        figures.finished += outcome.finishedTasks
        guard let leased else { return false }
        let length = duration(of: leased.job)
        running[slot] = (token, leased.job, serverFree)
        figures.begin(at: now)
        events.add(.done(slot: slot, token: token), at: serverFree + length)
        return true
    }

    private static func name(_ slot: Int) -> String { "slot-\(slot)" }

    private mutating func duration(of job: Job) -> Double {
        switch job {
        case .gridPoint: chance.time(mean: pace.gridPoint)
        case .charges: chance.time(mean: 20)
        case .drivePreparation, .fit: chance.time(mean: 2)
        default: chance.time(mean: 1)
        }
    }

    private mutating func fill() throws {
        while let slot = idle.last {
            guard try lease(slot) else { return }
            idle.removeLast()
        }
    }

    private mutating func end(_ slot: Int, _ token: String) throws {
        guard let work = running[slot], work.token == token else { return }
        running[slot] = nil
        figures.busy += now - work.began
        let (report, time) = (template.report(of: work.job, &chance), now)
        let (outcome, seconds) = try desk.carryOut(.complete) {
            _ = try $0.complete(token: token, worker: Self.name(slot), .reported(report), now: time, from: $1)
        }
        occupyServer(seconds)
        figures.jobs += 1
        figures.finished += outcome.finishedTasks
        idle.append(slot)
        if outcome.newJobs > 0 || idle.count == 1 { try fill() } else if try lease(slot) { idle.removeLast() }
    }

    private mutating func beat(_ node: Int) throws {
        events.add(.beats(node: node), at: now + cluster.beatSeconds)
        guard !isAway[node] else { return }
        let time = now
        let held = slots(of: node).compactMap { slot in running[slot].map { (Self.name(slot), $0.token) } }
        let (_, seconds) = try desk.carryOut(.heartbeat) { scheduler, _ in
            for (name, token) in held { _ = scheduler.heartbeat(worker: name, tokens: [token], now: time) }
        }
        serverFree = max(serverFree, now) + seconds
        figures.serverBusy += seconds
    }

    private func slots(of node: Int) -> Range<Int> { node * cluster.cores..<(node + 1) * cluster.cores }

    /// The node disappears with what it computes; the server hears nothing of it.
    private mutating func fail(_ node: Int) {
        isAway[node] = true
        figures.failures += 1
        for slot in slots(of: node) {
            if let work = running.removeValue(forKey: slot) { figures.lost += max(0, now - work.began) }
        }
        let gone = slots(of: node)
        idle.removeAll { gone.contains($0) }
        events.add(.returns(node: node), at: now + cluster.repairSeconds)
    }

    private mutating func takeBack(_ node: Int) throws {
        isAway[node] = false
        idle += slots(of: node)
        events.add(.fails(node: node), at: now + chance.wait(mean: cluster.meanTimeToFailure))
        try fill()
    }

    private mutating func sweep() throws {
        events.add(.sweep, at: now + 5)
        let time = now
        let (outcome, seconds) = try desk.carryOut(.expire) { try $0.expire(now: time, from: $1) }
        serverFree = max(serverFree, now) + seconds
        figures.serverBusy += seconds
        figures.finished += outcome.finishedTasks
        try fill()
    }
}
