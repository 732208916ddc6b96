import ArgumentParser
import ExecutorClient
import Foundation

/// `executor submit`: hands molecules to a running executor.
struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Submit molecules to a running executor.")

    @OptionGroup(title: "Molecules") var molecules: MoleculeOptions
    @OptionGroup(title: "Workflow") var workflow: WorkflowOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(inversion: .prefixedNo, help: "Write what was submitted to `submission.csv`.")
    var saveSubmissionInfo = false

    @Option(name: .long, help: ArgumentHelp("Tasks with a higher number go first.", valueName: "n"))
    var priority = 0

    func run() async throws {
        let console = output.console()
        await console.printHeader()
        let executor = try connection.executor()
        let preparation = Preparation(console: console, workflow: workflow)
        let prepared = try await preparation.submissions(molecules, priority: priority)
        let (_, table) = try await preparation.submit(prepared, to: executor)
        output.print(table.json)
        if saveSubmissionInfo { try AtomicFile.write(Self.csv(table), to: "submission.csv") }
    }

    private static func csv(_ table: Table) -> String {
        ([table.header] + table.rows).map { row in
            row.map { cell in
                let isPlain = !cell.contains { ",\"\n\r".contains($0) }
                return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
            }.joined(separator: ",") + "\n"
        }.joined()
    }
}
