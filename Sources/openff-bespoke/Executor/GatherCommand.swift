import ArgumentParser
import Executor
import ExecutorClient
import Foundation
import JSON
import SMIRNOFF
import Workflow

/// `executor gather`: all finished force fields into a folder.
struct GatherCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gather",
        abstract: "Write the force fields of tasks into a folder.",
        discussion: "The files are named after the molecules where these have names, else after the tasks.")

    @OptionGroup(title: "Tasks") var tasks: TaskOptions

    @Option(name: .long, help: ArgumentHelp("The folder; made if need be.", valueName: "path"))
    var output: String

    @Flag(name: .long, help: "Leave out tasks that have no force field instead of writing nothing.")
    var allowMissing = false

    @Option(name: .long, help: ArgumentHelp("Where all of them are written as one force field.", valueName: "path"))
    var combined: String?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var printing: OutputOptions

    func run() async throws {
        let console = printing.console()
        await console.printHeader()
        let executor = try connection.executor()
        var found: [(task: TaskView, text: String)] = []
        var missing: [TaskView] = []
        for id in try await tasks.ids(of: executor) {
            let task = try await executor.existingTask(id)
            let refit = try await executor.output(ofTask: id).results?.refitForceField
            if let refit { found.append((task, refit)) } else { missing.append(task) }
        }
        let lacking = missing.map { "\($0.id) (\($0.status.rawValue))" }.joined(separator: ", ")
        guard missing.isEmpty || allowMissing else {
            throw HandledError(
                "these tasks have no force field: \(lacking); wait for them, or leave them out with `--allow-missing`")
        }
        if !missing.isEmpty { await console.print(.warning, "left out, for want of a force field: tasks \(lacking)") }
        let names = Self.names(found.map(\.task))
        for (name, field) in zip(names, found) { try AtomicFile.write(field.text, to: "\(output)/\(name).offxml") }
        await console.print(.success, "\(found.count) force fields have been saved to \(output)")
        if let combined { try await combine(zip(names, found.map(\.text)).map { ($0, $1) }, into: combined, console) }
        printing.print([
            "files": .array(names.map { .string("\(output)/\($0).offxml") }),
            "missing": .array(missing.map { .integer($0.id) }),
        ])
    }

    private func combine(_ fields: [(name: String, text: String)], into path: String, _ console: Console) async throws {
        guard !fields.isEmpty else { return }
        let sources = try fields.map { field in
            ForceFieldCombination.Source(
                name: field.name, forceField: try ForceField(offxml: field.text, allowCosmetic: true))
        }
        let combination = ForceFieldCombination(sources)
        for conflict in combination.conflicts { await console.print(.warning, conflict) }
        try AtomicFile.write(combination.forceField.offxml(), to: path)
        await console.print("The combined force field has been saved to \(path)")
    }

    /// A file name for each task: the molecule's name if it has one of its own, else the task's id.
    static func names(_ tasks: [TaskView]) -> [String] {
        let plain = tasks.map { task in
            String(task.name.map { $0.isLetter || $0.isNumber || "-_.+".contains($0) ? $0 : "_" })
        }
        let counts = Dictionary(grouping: plain, by: { $0 }).mapValues(\.count)
        return zip(tasks, plain).map { task, name in
            if name.isEmpty || name.hasPrefix(".") { return "task-\(task.id)" }
            return counts[name] == 1 ? name : "\(name)-\(task.id)"
        }
    }
}
