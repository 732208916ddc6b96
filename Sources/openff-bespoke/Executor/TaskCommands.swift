import ArgumentParser
import Executor
import ExecutorClient
import JSON

/// `executor cancel`: ends tasks.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End tasks; what they have computed is kept.")

    @OptionGroup(title: "Tasks") var tasks: TaskOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await tasks.each(connection, output, unfinished: true, "cancelled") { try await $0.cancel($1) }
    }
}

/// `executor retry`: begins finished tasks again.
struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Begin failed or cancelled tasks again; what succeeded is not done again.")

    @OptionGroup(title: "Tasks") var tasks: TaskOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await tasks.each(connection, output, unfinished: false, "queued again") { try await $0.retry($1) }
    }
}

/// `executor prioritize`: moves tasks in the queue.
struct PrioritizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prioritize", abstract: "Move tasks in the queue; those with a higher number go first.")

    @Option(name: .long, help: ArgumentHelp("The priority; 0 at first.", valueName: "n"))
    var priority: Int

    @OptionGroup(title: "Tasks") var tasks: TaskOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await tasks.each(connection, output, unfinished: true, "given the priority \(priority)") {
            try await $0.setPriority(priority, ofTask: $1)
        }
    }
}

extension TaskOptions {
    /// Does something with each task and says so; with `--all`, with the unfinished or with the failed ones.
    func each(
        _ connection: ConnectionOptions, _ output: OutputOptions, unfinished: Bool, _ done: String,
        _ action: (any ExecutorService, Int) async throws -> Void
    ) async throws {
        let console = output.console()
        await console.printHeader()
        let executor = try connection.executor()
        let ids = try await ids(of: executor, statuses: unfinished ? [.waiting, .running] : [.errored, .cancelled])
        for id in ids {
            try await action(executor, id)
            await console.print(.success, "task \(id) was \(done)")
        }
        if ids.isEmpty { await console.print("there is no such task") }
        output.print(["ids": .array(ids.map(JSON.integer))])
    }
}
