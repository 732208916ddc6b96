import ArgumentParser
import Executor
import ExecutorClient
import Foundation
import JSON

/// `executor logs`: what happened.
struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Show what happened to a task, or to all.")

    @Option(name: .long, help: ArgumentHelp("The task's id; default: all tasks.", valueName: "id"))
    var id: Int?

    @Flag(name: .shortAndLong, help: "Go on with what happens from now on.")
    var follow = false

    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let executor = try connection.executor()
        if let id { _ = try await executor.existingTask(id) }
        var last = 0
        while true {
            let events = try await executor.recordedEvents(after: last, task: id, limit: 1000)
            for event in events { show(event) }
            guard let newest = events.last?.sequence else { break }
            last = newest
        }
        guard follow else { return }
        for await event in try await executor.events(after: last, task: id) { show(event) }
    }

    /// Prints an event as a line: of text, or of JSON.
    private func show(_ event: ExecutorEvent) {
        let line: String
        if output.json {
            line = (try? JSON(encoding: event).text()) ?? ""
        } else {
            let time = Date(timeIntervalSince1970: event.time).formatted(.iso8601)
            line = "\(time) " + (event.task.map { "[task id=\($0)] " } ?? "") + event.message
        }
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }
}
