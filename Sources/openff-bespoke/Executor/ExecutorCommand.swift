import ArgumentParser

/// The commands around the executor.
struct ExecutorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "executor",
        abstract: "Launch an executor, and work with one.",
        subcommands: [
            LaunchCommand.self, SubmitCommand.self, RetrieveCommand.self, RunCommand.self, WatchCommand.self,
            ListCommand.self, CancelCommand.self, RetryCommand.self, PrioritizeCommand.self, LogsCommand.self,
            GatherCommand.self, StatusCommand.self, StopCommand.self,
        ])
}
