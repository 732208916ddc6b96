import ArgumentParser
import Executor
import JSON
import QCFractal
import Workflow

/// `cache submit`: lets a QCFractal server compute the torsion drives that molecules need.
struct CacheSubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Let a QCFractal server compute the torsion drives of molecules.",
        discussion: """
            The molecules are fragmented here; their drives are added to a dataset of the server, which is made where it is \
            not there. What the server knows already is not computed again. Once it is done, `cache update --qcf-dataset` \
            brings the results into the cache, where `executor submit` of the same molecules and workflow finds them.
            """)

    @OptionGroup(title: "Molecules") var molecules: MoleculeOptions
    @OptionGroup(title: "Workflow") var workflow: WorkflowOptions
    @OptionGroup(title: "QCFractal") var fractal: QCFractalOptions

    @Option(name: .long, help: ArgumentHelp("Which of the server's managers compute the drives.", valueName: "tag"))
    var qcfTag = "*"

    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let console = output.console()
        await console.printHeader()
        guard let dataset = fractal.qcfDataset else {
            throw ValidationError("Missing expected argument '--qcf-dataset <name>'")
        }
        let server = try fractal.server()
        try await server.connect()
        let preparation = Preparation(console: console, workflow: workflow)
        let prepared = try await preparation.submissions(molecules)
        await console.print("\n2. finding the torsion drives\n")
        var requests: [String: DriveRequest] = [:]
        for (index, molecule) in prepared.enumerated() {
            await console.showLive("fragmenting molecules: \(index + 1)/\(prepared.count)")
            let drives = try await DriveSearch(molecule.submission.schema).drives()
            for warning in drives.warnings { await console.print(.warning, "\(molecule.smiles): \(warning)") }
            for task in drives.tasks {
                let request = DriveRequest(name: Self.name(of: task), input: try DrivePreparation(task).input(of: task))
                requests[request.name] = request
            }
        }
        let all = requests.values.sorted { $0.name < $1.name }
        await console.print(.success, "\(all.count) torsion drives found")
        await console.print("\n3. submitting to \(await server.address)\n")
        let counts = try await server.submit(
            all, toDataset: dataset, specification: fractal.qcfSpec, tag: qcfTag)
        await console.print(
            .success,
            "\(counts.newEntries) new entries in '\(dataset)'; \(counts.newRecords) drives submitted, "
                + "\(counts.knownRecords) known already")
        output.print([
            "dataset": .string(dataset), "drives": .integer(all.count), "new_entries": .integer(counts.newEntries),
            "submitted": .integer(counts.newRecords), "known": .integer(counts.knownRecords),
        ])
    }

    /// A name that equal scans of equal bonds share, at whatever level of theory.
    private static func name(of task: QCTask) -> String {
        let range = task.spec.scanRange.map { " from \($0[0]) to \($0[1])" } ?? ""
        return "\(task.smiles)\(range) every \(task.spec.gridSpacing)"
    }
}
