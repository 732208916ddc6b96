import ArgumentParser
import Executor
import ExecutorClient
import Foundation
import JSON

/// `executor status`: what an executor is doing.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the queue, the workers and the cores in use.")

    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let console = output.console()
        await console.printHeader()
        let status = try await connection.executor().status()
        try output.print(JSON(encoding: status))
        let uptime = Duration.seconds(status.uptime).formatted(.time(pattern: .hourMinuteSecond))
        await console.print("version \(status.version), running for \(uptime)")
        await console.print("cores: \(status.coresInUse) of \(status.cores) in use")
        await console.print("tasks: " + Self.list(status.tasks, order: TaskStatus.allCases.map(\.rawValue)))
        await console.print("jobs ready: " + Self.list(status.readyJobs, order: status.readyJobs.keys.sorted()))
        await console.print(
            "jobs finished: \(status.jobsFinished), \(status.jobsFinishedLastHour) in the last hour; "
                + "attempts lost: \(status.attemptsLost)")
        for worker in status.workers where !worker.jobs.isEmpty || worker.isRemote {
            let contact = worker.isRemote ? " (heard of \(Int(worker.secondsSinceContact)) s ago)" : ""
            let jobs = worker.jobs.isEmpty ? "idle" : worker.jobs.joined(separator: "; ")
            await console.print("worker \(worker.name)\(contact): \(jobs)")
        }
        if let pilots = status.pilots { await Self.print(pilots, console) }
        if let problem = status.storageProblem { await console.print(.error, problem) }
    }

    private static func print(_ pilots: PilotStatus, _ console: Console) async {
        let states = Dictionary(grouping: pilots.pilots, by: \.state).mapValues(\.count)
        await console.print(
            "pilots: " + list(states, order: states.keys.sorted()) + " on \(pilots.nodes.count) nodes; ended: "
                + list(pilots.ended, order: pilots.ended.keys.sorted()))
        if pilots.started > 0 {
            let mean = Int(pilots.waitedSeconds / Double(pilots.started))
            await console.print("pilots waited \(mean) s on average before they ran (\(pilots.started) so far)")
        }
        for pilot in pilots.pilots {
            let job = pilot.job.map { "job \($0)" } ?? "not in the queue yet"
            let time = pilot.state == "waiting" ? "for \(Int(pilot.waited)) s" : "for \(Int(pilot.ran)) s"
            let place = [pilot.node.map { "on \($0)" }, pilot.reason.map { "(\($0))" }].compactMap { $0 }
            await console.print(
                (["pilot \(pilot.id.prefix(8)), \(job):", pilot.state, time] + place).joined(separator: " ")
                    + ", \(pilot.jobs) jobs")
        }
        if pilots.jobsTooLong > 0 {
            await console.print(
                .warning, "\(pilots.jobsTooLong) jobs take longer than a pilot runs: give pilots more hours")
        }
        if let problem = pilots.problem { await console.print(.warning, problem) }
    }

    private static func list(_ counts: [String: Int], order: [String]) -> String {
        let parts = order.compactMap { key in counts[key].flatMap { $0 > 0 ? "\($0) \(key)" : nil } }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }
}
