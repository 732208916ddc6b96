import Executor
import Files
import Foundation
import OpenFFBespoke
import Pilots
import Slurm
import WorkerProcesses
import Workflow

/// The pilots of a launched executor, from its launch to its end.
actor ClusterPilots {
    private let crew: PilotCrew
    private let profile: PilotProfile
    private let address: String
    private let prefix: String
    private var running: Task<Void, Never>?
    /// What a user should know.
    nonisolated let warnings: [String]

    /// The profile in a file.
    static func profile(_ path: String) throws -> PilotProfile {
        do {
            return try PilotProfile(json: DocumentFile(path: path).read())
        } catch {
            throw HandledError("\(path): \(error)")
        }
    }

    init(_ profile: PilotProfile, for executor: BespokeExecutor, settings: Settings) throws {
        self.profile = profile
        crew = try PilotCrew(
            profile, for: executor, directory: executor.directory,
            program: URL(fileURLWithPath: WorkerProgram.running).resolvingSymlinksInPath().path)
        let host = settings.gatewayHost
        let isOpen = ["0.0.0.0", "::", ""].contains(host)
        address = profile.address ?? "http://" + (isOpen ? ProcessInfo.processInfo.hostName : host)
        prefix = settings.prefix
        let isHere = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        warnings =
            profile.way == .http && isHere && profile.address == nil
            ? ["the executor listens at \(host), which pilots on other machines cannot reach: use `--host`"] : []
    }

    /// The tokens that open the routes of workers at the moment.
    func tokens() async -> [String] { await crew.workerTokens() }

    /// Begins to look after the pilots.
    func launch(port: Int) {
        let door = PilotCrew.Door(address: address, port: port, prefix: prefix)
        running = Task { [crew] in await crew.run(door: door) }
    }

    /// Ends every pilot.
    func stop() async {
        guard let running else { return }
        await crew.stop()
        running.cancel()
        await running.value
    }
}
