import ArgumentParser
import Workflow

/// The program: fits bespoke torsion parameters for drug-like molecules.
@main
struct OpenFFBespoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openff-bespoke",
        abstract: "Fit bespoke SMIRNOFF torsion parameters for drug-like molecules.",
        version: Program.version,
        subcommands: [
            ExecutorCommand.self, PrepareCommand.self, CacheCommand.self, CombineCommand.self, FitCommand.self,
            LaunchWorkerCommand.self, WorkerProcessCommand.self,
            QCServerCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            await Ending(error).exit()
        }
    }
}
