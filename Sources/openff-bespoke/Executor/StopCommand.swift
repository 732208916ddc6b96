import ArgumentParser
import Foundation

/// `executor stop`: ends an executor of this machine.
struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End the executor of a folder; nothing is lost.")

    @Option(name: .long, help: ArgumentHelp("The executor's folder.", valueName: "path"))
    var directory = "bespoke-executor"

    func run() async throws {
        let console = Console()
        await console.printHeader()
        guard let executor = ExecutorPlace(directory: directory).contents, executor.isAlive else {
            throw HandledError("no executor is running in \(directory)")
        }
        guard kill(executor.pid, SIGTERM) == 0 else {
            throw HandledError(
                "the process \(executor.pid) could not be asked to end: \(String(cString: strerror(errno)))")
        }
        for _ in 0..<1200 where executor.isAlive { try await Task.sleep(for: .milliseconds(50)) }
        guard !executor.isAlive else {
            throw HandledError("the process \(executor.pid) has not ended within 60 s")
        }
        await console.print(.success, "bespoke executor stopped")
    }
}
