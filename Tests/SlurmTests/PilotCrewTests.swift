import Executor
import Foundation
import Pilots
import Testing

@testable import Slurm

/// Crews of pilots over commands that stand in for Slurm's, so that a refusal or a silence comes when it is wanted.
@Suite("Crews of pilots")
struct PilotCrewTests {
    @Test("pilots are submitted as the work asks for, and exactly they are cancelled at the end")
    func submission() async throws {
        let slurm = try RehearsedSlurm()
        defer { slurm.remove() }
        let host = Host(jobs: 2)
        let crew = try await slurm.crew(for: host)
        await crew.round()
        let submitted = try slurm.calls("sbatch")
        #expect(submitted.count == 2 && submitted.allSatisfy { $0.hasPrefix("--parsable ") })
        let pilots = await crew.pool.pilots.values.sorted { $0.job ?? "" < $1.job ?? "" }
        #expect(pilots.map(\.job) == ["101", "102"])
        #expect(await host.status?.pilots.count == 2)
        let tokens = await crew.workerTokens()
        #expect(Set(tokens).count == 2)
        try slurm.answer(
            "squeue", lines: pilots.map { "\($0.job ?? "")|RUNNING|0:07|n1|\(slurm.name(of: $0, crew))|None" })
        await crew.round()
        #expect(await host.status?.pilots.map(\.state) == ["running", "running"])
        try slurm.answer(
            "squeue", lines: pilots.map { "\($0.job ?? "")|CANCELLED|0:09|n1|\(slurm.name(of: $0, crew))|None" })
        await crew.stop(courtesy: .seconds(120), patience: .zero)
        let cancelled = try slurm.calls("scancel").sorted()
        #expect(
            cancelled
                == pilots.map { "--batch --signal=TERM --jobname=\(slurm.name(of: $0, crew)) \($0.job ?? "")" }.sorted()
        )
        #expect(await crew.workerTokens().isEmpty)
        #expect(try slurm.pilotFolders().isEmpty)
        #expect(await host.ended.values.sorted() == Array(repeating: "its pilot ended: dismissed", count: 2))
    }

    @Test("a refusal is told, and leaves nothing behind")
    func refusal() async throws {
        let slurm = try RehearsedSlurm()
        defer { slurm.remove() }
        try slurm.fail("sbatch", "sbatch: error: invalid partition specified: shrot")
        let host = Host(jobs: 1)
        let crew = try await slurm.crew(for: host)
        await crew.round()
        await crew.round()
        #expect(try slurm.calls("sbatch").count == 1)
        #expect(await host.status?.problem?.contains("shrot") == true)
        #expect(await host.status?.ended == ["refused": 1])
        #expect(try slurm.pilotFolders().isEmpty)
    }

    @Test("a submission that Slurm does not answer is not taken for a refusal")
    func silentSubmission() async throws {
        let slurm = try RehearsedSlurm()
        defer { slurm.remove() }
        try slurm.fail("sbatch", "sbatch: error: Unable to contact slurm controller (connect failure)")
        let host = Host(jobs: 1)
        let crew = try await slurm.crew(for: host)
        await crew.round()
        #expect(await crew.pool.pilots.values.map(\.state) == [.submitting])
        let pilot = try #require(await crew.pool.pilots.values.first)
        try slurm.answer("squeue", lines: ["7|PENDING|0:00||\(slurm.name(of: pilot, crew))|Priority"])
        await crew.round()
        #expect(await crew.pool.pilots[pilot.id]?.job == "7")
        #expect(await host.ended.isEmpty)
    }

    @Test("a queue that cannot be read changes nothing, and a slow command is not waited for", .timeLimit(.minutes(5)))
    func silentQueue() async throws {
        let slurm = try RehearsedSlurm()
        defer { slurm.remove() }
        let host = Host(jobs: 1)
        try await slurm.crew(for: host).round()
        try slurm.write("squeue", "exec sleep 3600")
        await host.want(4)
        try await slurm.crew(for: host, limit: .seconds(1)).round()
        #expect(try slurm.calls("sbatch").count == 1)
        #expect(await host.status?.pilots.count == 1)
        #expect(await host.ended.isEmpty)
        #expect(await host.status?.problem?.contains("squeue") == true)
    }

    @Test("a crew of after a kill knows the pilots of before, with their tokens")
    func restart() async throws {
        let slurm = try RehearsedSlurm()
        defer { slurm.remove() }
        let first = try await slurm.crew(for: Host(jobs: 2))
        await first.round()
        let second = try await slurm.crew(for: Host(jobs: 2))
        #expect(await second.pool.pilots.keys.sorted() == first.pool.pilots.keys.sorted())
        #expect(await second.workerTokens().sorted() == first.workerTokens().sorted())
        await second.round()
        #expect(try slurm.calls("sbatch").count == 2)
    }
}

/// An executor with so much work for pilots.
private actor Host: PilotHost {
    private var jobs: Int
    private(set) var status: PilotStatus?
    private(set) var ended: [String: String] = [:]

    init(jobs: Int) { self.jobs = jobs }

    func want(_ jobs: Int) { self.jobs = jobs }

    func pilotDemand(seconds: Double, categories: [String]) -> PilotDemand {
        var demand = PilotDemand()
        demand.jobs = jobs
        return demand
    }

    func endPilot(_ id: String, _ how: String) { ended[id] = how }
    func showPilots(_ status: PilotStatus) { self.status = status }
    func lease(_ request: LeaseRequest) throws(ExecutorError) -> LeasedJob? { nil }
    func heartbeat(_ heartbeat: WorkerHeartbeat) throws(ExecutorError) -> HeartbeatReply { HeartbeatReply(revoked: []) }
    func complete(_ completion: JobCompletion) throws(ExecutorError) {}
}
