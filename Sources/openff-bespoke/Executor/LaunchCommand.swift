import ArgumentParser
import Executor
import Foundation
import Gateway
import OpenFFBespoke
import UnixSignals

/// `executor launch`: an executor that serves until it is asked to end.
struct LaunchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch",
        abstract: "Launch an executor that takes molecules until it is stopped.",
        discussion: """
            What it was doing when it last ended, however it ended, is taken up again.
            With `--detach` it runs in the background; `executor stop` ends it.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp("The folder of the queue, the cache and the logs; made if need be.", valueName: "path"))
    var directory = "bespoke-executor"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The address to listen at; others than this machine's own need a token (BEFLOW_API_TOKEN).",
            valueName: "address"))
    var host: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The port to listen at, 0 for a free one; default: BEFLOW_GATEWAY_PORT.", valueName: "n"))
    var port: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Let jobs of Slurm do the work; the file says what they ask for (docs/slurm.md).", valueName: "profile"))
    var slurm: String?

    @Flag(name: .long, help: "Run in the background; the command returns when the executor answers.")
    var detach = false

    @Flag(
        inversion: .prefixedNo,
        help: "Go on with the unfinished tasks of before; if not, they wait for another launch.")
    var resume = true

    @OptionGroup(title: "Worker configuration") var workers: WorkerOptions

    func run() async throws {
        let console = Console()
        await console.printHeader()
        var settings = try SettingsFile.settings()
        if let host { settings.gatewayHost = host }
        if let port { settings.gatewayPort = port }
        for warning in settings.warnings { await console.print(.warning, warning) }
        if detach { return try await launchDetached(console) }
        try await serve(settings, console)
    }

    private func serve(_ settings: Settings, _ console: Console) async throws {
        let signals = await Interruption.signals()
        var options = workers.executorOptions(directory: directory, settings: settings)
        options.resumesTasks = resume
        let profile = try slurm.map(ClusterPilots.profile)
        let executor = try BespokeExecutor(options)
        let pilots = try profile.map { try ClusterPilots($0, for: executor, settings: settings) }
        let gateway = Gateway(
            service: executor, settings: settings, workerTokens: { await pilots?.tokens() ?? [] })
        do {
            for warning in pilots?.warnings ?? [] { await console.print(.warning, warning) }
            let port = try await gateway.start()
            try await executor.launch()
            await pilots?.launch(port: port)
            let place = ExecutorPlace(directory: directory)
            try place.write(address: settings.gatewayHost, port: port)
            await console.print(.success, "bespoke executor launched")
            await console.print("listening at http://\(settings.gatewayHost):\(port), files in \(directory)")
            for await _ in signals { break }
            await console.print("\nending; running jobs are taken up again at the next launch")
            place.remove()
            await pilots?.stop()
            await gateway.stop()
            await executor.stop(grace: .seconds(5))
        } catch {
            await pilots?.stop()
            await gateway.stop()
            await executor.stop(grace: .zero)
            throw error
        }
    }

    /// Starts the same command in a session of its own, and waits until it listens.
    private func launchDetached(_ console: Console) async throws {
        let arguments = CommandLine.arguments.dropFirst().filter { $0 != "--detach" }
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let log = directory + "/gateway.log"
        let place = ExecutorPlace(directory: directory)
        if let old = place.contents, old.isAlive {
            throw HandledError(
                "an executor is running already in \(directory) (process \(old.pid)); `executor stop` ends it")
        }
        let child = try DetachedProcess(arguments: Array(arguments), log: log)
        for _ in 0..<600 {
            if let contents = place.contents, contents.pid == child.pid {
                await console.print(.success, "bespoke executor launched")
                return await console.print(
                    "listening at http://\(contents.address):\(contents.port), files in \(directory), process \(contents.pid)"
                )
            }
            if child.hasEnded { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        let tail = ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n").suffix(3)
        throw HandledError("the executor did not start: \(tail.joined(separator: " ")) (see \(log))")
    }
}
