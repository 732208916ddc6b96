import ArgumentParser

/// The commands around what has been computed.
struct CacheCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache",
        abstract: "Look after what a running executor has computed.",
        discussion: "Finished work is kept for ever, and used again by every task that needs the same.",
        subcommands: [
            CacheStatisticsCommand.self, CacheExportCommand.self, CacheImportCommand.self, CacheUpdateCommand.self,
            CacheSubmitCommand.self, CacheCleanCommand.self,
        ])
}
