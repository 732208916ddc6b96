import ArgumentParser
import Executor
import ExecutorClient
import JSON

/// `executor watch`: follows tasks to their ends.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Follow tasks until they have ended; exit status 2 if one failed.")

    @OptionGroup(title: "Tasks") var tasks: TaskOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let console = output.console()
        await console.printHeader()
        let executor = try connection.executor()
        let ids = try await tasks.ids(of: executor)
        let ended = try await TaskFollower(executor, console: console).follow(ids, every: .milliseconds(500))
        try output.print(.array(ended.map { try JSON(encoding: $0) }))
        if ended.contains(where: { $0.status != .success }) { throw ExitCode(2) }
    }
}

extension TaskOptions {
    /// The ids that were given, or those of all tasks.
    func ids(of executor: some ExecutorService, statuses: Set<TaskStatus>? = nil) async throws -> [Int] {
        guard all else { return id }
        var ids: [Int] = []
        while true {
            let page = try await executor.tasks(TaskQuery(statuses: statuses, skip: ids.count, limit: 1000))
            ids += page.tasks.map(\.id)
            if page.tasks.isEmpty || ids.count >= page.total { return ids }
        }
    }
}
