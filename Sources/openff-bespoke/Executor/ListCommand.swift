import ArgumentParser
import Chemistry
import Executor
import ExecutorClient
import JSON

/// `executor list`: the tasks of an executor.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the tasks of a running executor.")

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only tasks in this state: waiting, running, errored, success or cancelled.", valueName: "status"))
    var status: TaskStatus?

    @Option(name: .long, help: ArgumentHelp("How many tasks to leave out at the beginning.", valueName: "n"))
    var skip = 0

    @Option(name: .long, help: ArgumentHelp("How many tasks at most.", valueName: "n"))
    var limit = 1000

    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let console = output.console()
        await console.printHeader()
        let settings = try connection.settings()
        let executor = try connection.executor()
        let page = try await executor.tasks(TaskQuery(statuses: status.map { [$0] }, skip: skip, limit: limit))
        try output.print(.array(page.tasks.map { try JSON(encoding: $0) }))
        guard !page.tasks.isEmpty else {
            let suffix = status.map { " with status \($0.rawValue)" } ?? ""
            return await console.print("No optimizations were found" + (suffix.isEmpty ? "." : suffix))
        }
        let place = "\(settings.gatewayAddress):\(settings.gatewayPort)"
        await console.print("The following optimizations were found on Bespoke-Executor: \(place)")
        let rows = page.tasks.map { task in
            let molecule = try? Molecule(mappedSMILES: task.smiles, allowUndefinedStereo: true)
            let smiles = molecule?.smiles(explicitHydrogens: false, mapped: false) ?? task.smiles
            return [String(task.id), smiles, task.name, task.status.rawValue, task.detail.progress]
        }
        let hasNames = rows.contains { !$0[2].isEmpty || !$0[4].isEmpty }
        let table =
            hasNames
            ? Table(header: ["ID", "SMILES", "NAME", "STATUS", "PROGRESS"], rows: rows)
            : Table(header: ["ID", "SMILES", "STATUS"], rows: rows.map { [$0[0], $0[1], $0[3]] })
        await console.print(table.text)
        if page.total > skip + page.tasks.count {
            await console.print("\(page.total) tasks in all; the next ones with `--skip \(skip + page.tasks.count)`")
        }
    }
}
