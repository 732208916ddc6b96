import ArgumentParser

/// The commands around the executor.
struct ExecutorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "executor",
        abstract: "Fit molecules.",
        subcommands: [RunCommand.self])
}
