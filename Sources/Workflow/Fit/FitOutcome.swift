public import Report
internal import SMIRNOFF

/// A finished fit: the results in the reference system's form, and a report for people.
public struct FitOutcome: Sendable, Codable, Hashable {
    /// The results, with the refit force field.
    public var results: BespokeOptimizationResults
    /// Profiles, errors and parameters before and after.
    public var report: BespokeReport

    /// What a user should know.
    public var warnings: [String] { report.warnings }

    /// Fits every stage in turn, each from the force field of the one before.
    ///
    /// A stage without parameters leaves the force field as it is.
    ///
    /// - Throws: `ForceFieldError`, `FittingError`, `ChemistryError` or ``WorkflowError`` that name what was wrong.
    public init(_ request: FitRequest) throws {
        var forceField = try ForceField(offxml: request.schema.initialForceField, allowCosmetic: true)
        forceField.removeConstraints()
        var report = BespokeReport(smiles: request.schema.smiles)
        var stages: [OptimizationStageResults] = []
        for stage in request.schema.stages {
            let fit = try StageFit(stage, forceField: forceField, request: request)
            forceField = fit.forceField
            fit.add(to: &report)
            let text = forceField.offxml(discardingCosmetics: true)
            stages.append(
                OptimizationStageResults(provenance: fit.provenance, status: .success, refitForceField: text))
        }
        for torsion in report.torsions where torsion.isWorse {
            let (before, after) = (torsion.initial?.rmse ?? 0, torsion.refit?.rmse ?? 0)
            report.warnings.append(
                """
                the profile of \(torsion.fragment) got worse: RMSE \(rounded(before)) before and \(rounded(after)) \
                kcal/mol after the fit
                """)
        }
        results = BespokeOptimizationResults(inputSchema: request.schema, stages: stages)
        self.report = report
    }
}

/// A number with two decimals.
func rounded(_ value: Double) -> String {
    let hundredths = (value * 100).rounded() / 100
    let text = hundredths.description
    let decimals = text.split(separator: ".").last.map(\.count) ?? 0
    return decimals == 1 ? text + "0" : text
}
