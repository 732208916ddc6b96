import ArgumentParser
import Executor
import Foundation
import JSON
import OpenFFBespoke
import Report
import Workflow

/// `executor run`: one molecule in, one bespoke force field out.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Fit one molecule with an executor of its own and wait for the result.",
        discussion: """
            Cuts the molecule into fragments, drives each rotatable bond's torsion, and refits the torsion parameters.
            With `--directory` what was computed is kept there and used again.
            Example: openff-bespoke executor run --smiles CCO --workflow default --default-qc-spec xtb gfn2xtb none
            """)

    @OptionGroup(title: "Molecule") var molecules: MoleculeOptions
    @OptionGroup(title: "Workflow") var workflow: WorkflowOptions
    @OptionGroup(title: "Worker configuration") var workers: WorkerOptions

    @Option(name: .long, help: ArgumentHelp("Where the results are written, JSON.", valueName: "path"))
    var output = "output.json"

    @Option(name: .long, help: ArgumentHelp("Where the refit force field is written, OFFXML.", valueName: "path"))
    var outputForceField: String?

    @Option(name: .long, help: ArgumentHelp("A folder for the report of the fit; made if need be.", valueName: "path"))
    var report: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Where the executor keeps its files; default: a temporary folder.", valueName: "path"))
    var directory: String?

    func run() async throws {
        let console = Console()
        await console.printHeader()
        let clock = RunClock()
        let settings = try SettingsFile.settings()
        let executor = try BespokeExecutor(workers.executorOptions(directory: directory, settings: settings))
        do {
            try await executor.launch()
            await console.print(.success, "bespoke executor launched\n")
            let status = try await fit(with: executor, console)
            let costs = try await executor.status().costs
            await executor.stop(grace: .zero)
            await console.print(clock.text(costs: Array(costs.values)))
            if status != .success { throw ExitCode(2) }
        } catch {
            await executor.stop(grace: .zero)
            throw error
        }
    }

    private func fit(with executor: BespokeExecutor, _ console: Console) async throws -> TaskStatus {
        let preparation = Preparation(console: console, workflow: workflow)
        let prepared = try await preparation.submissions(molecules)
        guard prepared.count <= 1 else {
            let choice = prepared.map(\.smiles).joined(separator: ", ")
            throw HandledError("only one molecule can be submitted at once; choose one of \(choice)")
        }
        guard let molecule = prepared.first else {
            throw HandledError("no molecule was given: use `--smiles` or `--file`")
        }
        try await executor.check(molecule.submission.schema)
        let (ids, _) = try await preparation.submit(prepared, to: executor)
        await console.print("\n3. running the fitting pipeline\n")
        let follower = TaskFollower(executor, console: console)
        let ended = try await Interruption.cancelling { try await follower.follow(ids) }
        guard let task = ended.first else { throw HandledError("the task has disappeared") }
        await console.print()
        try await save(task, executor, console)
        return task.status
    }

    private func save(_ task: TaskView, _ executor: BespokeExecutor, _ console: Console) async throws {
        let result = try await executor.output(ofTask: task.id)
        try AtomicFile.write(result.json.text(), to: output)
        await console.print("outputs have been saved to \(output)")
        if let text = try await executor.report(ofTask: task.id) {
            let fitted = try JSON.parse(text).decoded(as: BespokeReport.self)
            if let report {
                try ReportFolder(path: report).write(fitted)
                await console.print("the report has been saved to \(report)")
            }
            await console.print(FitSummary(report: fitted, gradients: task.detail.gradients).text)
        }
        guard let outputForceField, let refit = result.results?.refitForceField else { return }
        try AtomicFile.write(refit, to: outputForceField)
        await console.print("the bespoke force field has been saved to \(outputForceField)")
    }
}
