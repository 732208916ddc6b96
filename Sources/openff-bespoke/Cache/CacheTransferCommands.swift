import ArgumentParser
import Executor
import ExecutorClient
import Foundation
import JSON
import Workflow

/// `cache export`: finished work into a file.
struct CacheExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write finished work into a file, a JSON document a line.")

    @Option(name: .long, help: ArgumentHelp("The file.", valueName: "path"))
    var output: String

    @Option(name: .long, help: ArgumentHelp("Only work of a kind, as `cache statistics` names it.", valueName: "kind"))
    var kind: WorkRequest.Kind?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let console = Console()
        await console.printHeader()
        let executor = try connection.executor()
        let partial = output + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let file = FileHandle(forWritingAtPath: partial)
        else { throw HandledError("the file \(partial) can not be written") }
        var (count, last) = (0, "")
        while true {
            let entries = try await executor.cacheEntries(kind: kind, after: last, limit: 100)
            for entry in entries { try file.write(contentsOf: Data((JSON(encoding: entry).text() + "\n").utf8)) }
            count += entries.count
            guard let newest = entries.last?.key else { break }
            last = newest
            await console.showLive("\(count) entries")
        }
        try file.close()
        guard rename(partial, output) == 0 else { throw HandledError("the file \(output) can not be written") }
        await console.print(.success, "\(count) entries have been saved to \(output)")
    }
}

/// `cache import`: finished work from a file.
struct CacheImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Add finished work from a file that `cache export` has written.")

    @Option(name: .long, help: ArgumentHelp("The file.", valueName: "path"))
    var file: String

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let console = Console()
        await console.printHeader()
        let executor = try connection.executor()
        guard let data = FileManager.default.contents(atPath: file) else {
            throw HandledError("the file \(file) can not be read")
        }
        var (total, new) = (0, 0)
        var batch: [CacheEntry] = []
        for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            do {
                batch.append(try JSONDecoder().decode(CacheEntry.self, from: Data(line)))
            } catch {
                throw HandledError("line \(index + 1) of \(file) is no entry of a cache: \(error)")
            }
            total += 1
            if batch.count == 50 {
                new += try await executor.addCacheEntries(batch)
                batch = []
            }
        }
        new += try await executor.addCacheEntries(batch)
        await console.print(.success, "\(new)/\(total) results cached")
    }
}
