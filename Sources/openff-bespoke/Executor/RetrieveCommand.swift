import ArgumentParser
import Executor
import ExecutorClient
import JSON
import Report
import Workflow

/// `executor retrieve`: what a task has come to.
struct RetrieveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrieve", abstract: "Retrieve the state and results of a task.")

    @Option(name: .long, help: ArgumentHelp("The task's id.", valueName: "id"))
    var id: Int

    @Option(name: .long, help: ArgumentHelp("Where the results are written, JSON.", valueName: "path"))
    var output: String?

    @Option(name: .long, help: ArgumentHelp("Where the refit force field is written, OFFXML.", valueName: "path"))
    var forceField: String?

    @Option(name: .long, help: ArgumentHelp("A folder for the report of the fit; made if need be.", valueName: "path"))
    var report: String?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var printing: OutputOptions

    func validate() throws {
        guard output != nil || forceField != nil || report != nil || printing.json else {
            throw ValidationError("At least one of the `--output` and `--force-field` flags should be specified.")
        }
    }

    func run() async throws {
        let console = printing.console()
        await console.printHeader()
        let executor = try connection.executor()
        let task = try await executor.existingTask(id)
        let result = try await executor.output(ofTask: id)
        await announce(task, console)
        if let output {
            try AtomicFile.write(result.json.text(), to: output)
            await console.print("outputs have been saved to \(output)")
        }
        if let forceField { try await save(result.results?.refitForceField, of: task, to: forceField, console) }
        if let report {
            if let text = try await executor.report(ofTask: id) {
                try ReportFolder(path: report).write(try JSON.parse(text).decoded(as: BespokeReport.self))
                await console.print("the report has been saved to \(report)")
            } else {
                await console.print("there is no fit yet and so no report will be saved")
            }
        }
        printing.print(result.json)
    }

    private func announce(_ task: TaskView, _ console: Console) async {
        switch task.status {
        case .waiting: await console.print(.waiting, "the bespoke fit is queued")
        case .running: await console.print(.running, "the bespoke fit is running")
        case .success: await console.print(.success, "the bespoke fit is finished")
        case .errored, .cancelled:
            await console.print(.failure, "the bespoke fit is errored")
            await console.print(task.detail.stages.lazy.compactMap { $0.failure?.message }.first ?? "unknown error")
        }
    }

    private func save(_ refit: String?, of task: TaskView, to path: String, _ console: Console) async throws {
        guard let refit else {
            let reason = task.status.isFinished ? "failed" : "is still running"
            return await console.print("the bespoke fit \(reason) and so no force field will be saved")
        }
        try AtomicFile.write(refit, to: path)
        await console.print("the bespoke force field has been saved to \(path)")
    }
}
