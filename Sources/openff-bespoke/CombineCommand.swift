import ArgumentParser
import Executor
import ExecutorClient
import SMIRNOFF
import Workflow

/// `combine`: several bespoke force fields as one.
struct CombineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "combine",
        abstract: "Combine several bespoke force fields into one.",
        discussion: """
            The first force field is kept; of each other one, the proper torsions whose SMIRKS is not there yet are added \
            at the end. Torsions with the same SMIRKS and other values, and force fields with other bases, are reported.
            """)

    @Option(name: .long, help: ArgumentHelp("Where the combined force field is written, OFFXML.", valueName: "path"))
    var output: String

    @Option(name: .long, help: ArgumentHelp("A force field to include; may be given again.", valueName: "path"))
    var ff: [String] = []

    @Option(name: .long, help: ArgumentHelp("A finished task to include; may be given again.", valueName: "id"))
    var id: [Int] = []

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let console = Console()
        await console.printHeader()
        guard !ff.isEmpty || !id.isEmpty else {
            throw HandledError("At least one of the `--ff` or `--id` should be specified")
        }
        var sources: [ForceFieldCombination.Source] = []
        for path in ff {
            let forceField = try ForceFieldLibrary.standard.forceField(path, allowCosmetic: true)
            sources.append(ForceFieldCombination.Source(name: path, forceField: forceField))
        }
        sources += try await finishedForceFields()
        let combination = ForceFieldCombination(sources)
        for conflict in combination.conflicts { await console.print(.warning, conflict) }
        try AtomicFile.write(combination.forceField.offxml(), to: output)
        await console.print("The combined force field has been saved to \(output)")
    }

    /// The force fields of the tasks that were named.
    private func finishedForceFields() async throws -> [ForceFieldCombination.Source] {
        guard !id.isEmpty else { return [] }
        let executor = try connection.executor()
        var sources: [ForceFieldCombination.Source] = []
        for id in id {
            guard let text = try await executor.output(ofTask: id).results?.refitForceField else {
                throw HandledError("task \(id) has no force field: it has not ended, or it failed")
            }
            sources.append(.init(name: "task \(id)", forceField: try ForceField(offxml: text, allowCosmetic: true)))
        }
        return sources
    }
}
