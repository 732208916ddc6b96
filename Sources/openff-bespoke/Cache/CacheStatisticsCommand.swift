import ArgumentParser
import Executor
import ExecutorClient
import JSON
import Workflow

/// `cache statistics`: how much there is.
struct CacheStatisticsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistics", abstract: "Show how much is kept, and how often it was used again.")

    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let console = output.console()
        await console.printHeader()
        let statistics = try await connection.executor().cacheStatistics()
        try output.print(.array(statistics.map { try JSON(encoding: $0) }))
        var table = Table(header: ["KIND", "ENTRIES", "SIZE [MB]", "USED AGAIN"])
        for kind in statistics {
            let size = (Double(kind.bytes) / 1e5).rounded() / 10
            table.rows.append([kind.kind.rawValue, String(kind.entries), String(size), String(kind.hits)])
        }
        await console.print(table.text)
    }
}

/// `cache clean`: deletes finished work.
struct CacheCleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Delete finished work that no unfinished task needs.")

    @Option(name: .long, help: ArgumentHelp("Only work of a kind, as `cache statistics` names it.", valueName: "kind"))
    var kind: WorkRequest.Kind?

    @Option(name: .long, help: ArgumentHelp("Only work that was not used for so long.", valueName: "days"))
    var olderThanDays: Double?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let console = output.console()
        await console.printHeader()
        let count = try await connection.executor().cleanCache(kind: kind, olderThanDays: olderThanDays)
        await console.print(.success, "\(count) entries deleted")
        output.print(["deleted": .integer(count)])
    }
}
