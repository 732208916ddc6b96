import ArgumentParser
import Calculation
import Chemistry
import Foundation
import JSON
import LocalExecutor
import SMIRNOFF
import Workflow

/// `executor run`: one molecule in, one bespoke force field out.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Fit one molecule and wait for the result.",
        discussion: """
            Cuts the molecule into fragments, drives each rotatable bond's torsion, and refits the torsion parameters.
            Example: openff-bespoke executor run --smiles CCO --workflow default --default-qc-spec xtb gfn2xtb none
            """)

    @OptionGroup(title: "Molecule") var molecule: MoleculeOption
    @OptionGroup(title: "Workflow") var workflow: WorkflowOptions
    @OptionGroup(title: "Workers") var workers: WorkerOptions

    @Option(name: .long, help: ArgumentHelp("Where the results are written, JSON.", valueName: "path"))
    var output = "output.json"

    @Option(name: .long, help: ArgumentHelp("Where the refit force field is written, OFFXML.", valueName: "path"))
    var outputForceField: String?

    @Option(name: .long, help: ArgumentHelp("A folder for the report of the fit; made if need be.", valueName: "path"))
    var report: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Where programs get their temporary folders; made if need be.", valueName: "path"))
    var directory: String?

    func run() async throws {
        let console = Console()
        await console.printHeader()
        let executor = LocalExecutor(budget: workers.budget, workingFolder: directory)
        await console.print(.success, "bespoke executor launched")
        let schema = try await prepare(console)
        try executor.calculator.check(schema)
        await console.print("\n3. running the fitting pipeline\n")
        let clock = RunClock()
        let reporter = ProgressReporter(console: console)
        let task = try await Interruption.cancelling {
            await executor.run(schema) { await reporter.report($0) }
        }
        await reporter.finish(task)
        try await save(task, console)
        if let report = task.fit?.report {
            let gradients = task.drives.values.map(\.gradients).reduce(0, +)
            await console.print(FitSummary(report: report, gradients: gradients).text)
        }
        await console.print(clock.text(engineSeconds: executor.calculator.engineSeconds))
        if task.output.status != .success { throw ExitCode(2) }
    }

    /// Reads the molecule and the workflow; shows what is going to be done.
    private func prepare(_ console: Console) async throws -> BespokeOptimizationSchema {
        await console.print("\n1. preparing the bespoke workflow\n")
        let factory = try workflow.factory()
        let molecules = try molecule.molecules()
        await console.print(.success, "\(molecules.count) molecules found")
        guard molecules.count <= 1 else { throw HandledError("only one molecule can be submitted at once") }
        guard let (molecule, file) = molecules.first else {
            throw HandledError("no molecule was given: use `--smiles` or `--file`")
        }
        let forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField, allowCosmetic: true)
        let schema = try factory.optimizationSchema(for: molecule, forceField: forceField)
        await console.print(.success, "fitting schemas generated")
        await console.print("\n2. submitting the workflow\n")
        await console.print(.success, "the following workflows were submitted")
        let smiles = molecule.smiles(explicitHydrogens: false, mapped: false)
        let row = ["1", smiles, molecule.name, file]
        await console.print(Table(header: ["ID", "SMILES", "NAME", "FILE"], rows: [row]).text)
        return schema
    }

    private func save(_ task: TaskState, _ console: Console) async throws {
        try AtomicFile.write(task.output.json.text(), to: output)
        await console.print("outputs have been saved to \(output)")
        if let report, let fit = task.fit {
            try ReportFolder(path: report).write(fit.report)
            await console.print("the report has been saved to \(report)")
        }
        guard let outputForceField, let refit = task.output.results?.refitForceField else { return }
        try AtomicFile.write(refit, to: outputForceField)
        await console.print("the bespoke force field has been saved to \(outputForceField)")
    }
}
