import ArgumentParser
import Executor
import ExecutorClient
import Foundation
import OpenFFBespoke
import UnixSignals
import Workflow

/// `launch-worker`: workers on this machine for an executor elsewhere.
struct LaunchWorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch-worker",
        abstract: "Launch workers that take jobs from a running executor over HTTP.",
        discussion: """
            The executor is found by BEFLOW_GATEWAY_ADDRESS, BEFLOW_GATEWAY_PORT and BEFLOW_API_TOKEN. Workers only pull:
            no port of this machine needs to be open.
            """)

    /// The kinds of worker of the reference system.
    enum WorkerType: String, ExpressibleByArgument, CaseIterable {
        case fragmenter
        case qcCompute = "qc-compute"
        case optimizer
    }

    @Option(
        name: .long,
        help: ArgumentHelp("Jobs that are taken: fragmenter, qc-compute or optimizer; default: all.", valueName: "type")
    )
    var workerType: [WorkerType] = []

    @Option(name: .long, help: ArgumentHelp("How many jobs run at once, each on one core.", valueName: "n"))
    var cores = 1

    @Option(
        name: .long,
        help: ArgumentHelp("Where working files and logs go; default: a temporary folder.", valueName: "path"))
    var directory: String?

    @Option(
        name: .long,
        help: ArgumentHelp("End after so many seconds; jobs under way are handed back.", valueName: "seconds"))
    var timeLimit: Double?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        guard cores > 0 else { throw ValidationError("`--cores` must be at least 1.") }
        guard timeLimit ?? 1 > 0 else { throw ValidationError("`--time-limit` must be above 0.") }
    }

    func run() async throws {
        let console = Console()
        await console.printHeader()
        let pilot = try PilotConnection.ofEnvironment()
        let service: any WorkerService
        if let pilot {
            service = pilot
        } else {
            let executor = try connection.executor()
            _ = try await executor.status()
            service = executor
        }
        var terms = pilot?.terms ?? WorkerTerms()
        terms.timeLimit = timeLimit
        let folder =
            directory
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("bespoke-worker-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { if directory == nil { try? FileManager.default.removeItem(atPath: folder) } }
        let worker = RemoteWorker(
            for: service,
            categories: pilot?.categories ?? workerType.compactMap { WorkRequest.Category(rawValue: $0.rawValue) },
            cores: cores, directory: folder, terms: terms)
        let kind = workerType.isEmpty ? "" : workerType.map(\.rawValue).joined(separator: ", ") + " "
        await console.print(.success, "bespoke \(kind)worker launched")
        let running = Task { await worker.run { message in Task { await console.print(.warning, message) } } }
        let signals = await Interruption.signals()
        let watch = Task { for await _ in signals { running.cancel() } }
        await running.value
        watch.cancel()
    }
}
