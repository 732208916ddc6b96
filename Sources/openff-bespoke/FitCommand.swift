import ArgumentParser
import Calculation
import Files
import JSON
import Report
import SMIRNOFF
import Workflow

/// `fit`: parameters to reference data at hand.
struct FitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Fit parameters to reference data at hand.",
        discussion: """
            A stage names the parameters, their priors and local QCSchema records; nothing is computed by QC. Torsion \
            drives, Hessians and optimisations of several molecules may be fitted together.
            With --joint, the results of several molecules (from `executor run` or `retrieve`) are fitted anew as one: \
            parameters with equal SMIRKS become one, and the force field describes all the molecules.
            """)

    @OptionGroup var stage: StageOptions

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp(
            "Results of single molecules, to be fitted together in the place of a stage.", valueName: "path"))
    var joint: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Partial charges [e] by mapped SMILES, JSON; the others are computed as the force field says.",
            valueName: "path"))
    var charges: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Where all partial charges are written, for `--charges` of another fit.", valueName: "path"))
    var outputCharges: String?

    @Option(name: .long, help: ArgumentHelp("Where the results are written, JSON.", valueName: "path"))
    var output: String?

    @Option(name: .long, help: ArgumentHelp("Where the refit force field is written, OFFXML.", valueName: "path"))
    var outputForceField: String?

    @Option(name: .long, help: ArgumentHelp("A folder for the report of the fit; made if need be.", valueName: "path"))
    var report: String?

    func validate() throws {
        if joint.isEmpty {
            try stage.validatePresence()
        } else if stage.input != nil || stage.forceField != nil {
            throw ValidationError(
                "'--joint' takes stages and force field from the results: leave out '--input' and '-ff'")
        }
    }

    func run() async throws {
        let console = Console()
        await console.printHeader()
        let clock = RunClock()
        let data = try joint.isEmpty ? FitData(stage) : FitData(joint: joint)
        for warning in data.warnings { await console.print(.warning, warning) }
        var request = try FitRequest(stages: data.stages, forceField: data.forceField, charges: knownCharges())
        for missing in try request.missingCharges(data.forceField) {
            request.charges[missing.cmiles] = try await Calculator().charges(missing)
        }
        var outcome = try FitOutcome(request)
        if let name = data.name { outcome.report.smiles = name }
        for warning in outcome.warnings { await console.print(.warning, warning) }
        try await save(outcome, request, console)
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

    private func save(_ outcome: FitOutcome, _ request: FitRequest, _ console: Console) async throws {
        if let outputCharges {
            let charges = request.charges.sorted { $0.key < $1.key }.map {
                ($0.key, JSON.array($0.value.map(JSON.number)))
            }
            try AtomicFile.write(JSON.object(JSONObject(charges)).text(), to: outputCharges)
            await console.print("the partial charges have been saved to \(outputCharges)")
        }
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
