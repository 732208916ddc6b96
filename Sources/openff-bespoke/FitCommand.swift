import ArgumentParser
import Calculation
import Files
import JSON
import Report
import SMIRNOFF
import Workflow

/// `fit`: the parameters of one stage to reference data at hand.
struct FitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Fit the parameters of a stage to reference data at hand.",
        discussion: """
            The stage names the parameters, their priors and local QCSchema records; nothing is computed by QC. Torsion \
            drives, Hessians and optimisations of several molecules may be fitted jointly.
            """)

    @OptionGroup var stage: StageOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Partial charges [e] by mapped SMILES, JSON; the others are computed as the force field says.",
            valueName: "path"))
    var charges: String?

    @Option(name: .long, help: ArgumentHelp("Where the results are written, JSON.", valueName: "path"))
    var output: String?

    @Option(name: .long, help: ArgumentHelp("Where the refit force field is written, OFFXML.", valueName: "path"))
    var outputForceField: String?

    @Option(name: .long, help: ArgumentHelp("A folder for the report of the fit; made if need be.", valueName: "path"))
    var report: String?

    func run() async throws {
        let console = Console()
        await console.printHeader()
        let clock = RunClock()
        var forceField = try stage.initialForceField()
        forceField.removeConstraints()
        var request = try FitRequest(stage: stage.stage(), forceField: forceField, charges: knownCharges())
        for missing in try request.missingCharges(forceField) {
            request.charges[missing.cmiles] = try await Calculator().charges(missing)
        }
        let outcome = try FitOutcome(request)
        for warning in outcome.warnings { await console.print(.warning, warning) }
        try await save(outcome, console)
        await console.print(FitSummary(report: outcome.report, gradients: nil).text)
        await console.print(clock.text(costs: nil))
    }

    private func knownCharges() throws -> [String: [Double]] {
        guard let charges else { return [:] }
        guard let object = try DocumentFile(path: charges).read().object else {
            throw HandledError("\(charges) does not hold lists of partial charges by mapped SMILES")
        }
        var known: [String: [Double]] = [:]
        for (cmiles, values) in object.members {
            let numbers = values.array?.compactMap(\.number)
            guard let numbers, numbers.count == values.array?.count else {
                throw HandledError("\(charges): the charges of \(cmiles) are not a list of numbers")
            }
            known[cmiles] = numbers
        }
        return known
    }

    private func save(_ outcome: FitOutcome, _ console: Console) async throws {
        if let output {
            try AtomicFile.write(outcome.results.json.text(), to: output)
            await console.print("outputs have been saved to \(output)")
        }
        if let outputForceField, let refit = outcome.results.refitForceField {
            try AtomicFile.write(refit, to: outputForceField)
            await console.print("the bespoke force field has been saved to \(outputForceField)")
        }
        if let report {
            try ReportFolder(path: report).write(outcome.report)
            await console.print("the report has been saved to \(report)")
        }
    }
}
