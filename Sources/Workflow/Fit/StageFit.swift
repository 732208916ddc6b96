internal import Fitting
internal import MolecularMechanics
internal import Report
internal import SMIRNOFF

/// One stage of a fit.
struct StageFit {
    /// The force field after the stage.
    private(set) var forceField: ForceField
    /// Which programs made it.
    let provenance: [String: String]
    /// What the fit found; nil for a stage without parameters.
    let report: FitReport?
    let profiles: [ReferenceTargets.Profile]
    let request: FitRequest
    /// What a reader should know about the records and the choice of parameters.
    let warnings: [String]
    /// Whether the stage was asked only to evaluate its objective.
    let isSingle: Bool

    /// Fits the parameters of a stage, or only evaluates them.
    ///
    /// - Throws: `FittingError`, `ForceFieldError`, `ChemistryError` or ``WorkflowError`` that name what was wrong.
    init(_ stage: OptimizationStageSchema, forceField: ForceField, request: FitRequest) throws {
        self.request = request
        self.forceField = forceField
        isSingle = stage.optimizer.jobType == "single"
        guard !stage.parameters.isEmpty else {
            (profiles, report, warnings) = ([], nil, [])
            provenance = ["skipped": "True"]
            return
        }
        let references = try ReferenceTargets(stage.targets, CompiledForceField(forceField), request)
        let selection = try ParameterSelection(stage, in: forceField)
        let fit = try ParameterFit(
            parameters: selection.parameters, targets: references.targets, options: FitOptions(stage.optimizer))
        let report = try fit.run()
        for value in report.parameters where value.isUsed && !isSingle {
            try self.forceField.setValue(of: value)
        }
        (profiles, self.report) = (references.profiles, report)
        warnings = references.warnings + selection.warnings
        provenance = [Program.name: Program.version]
    }
}

extension ForceField {
    /// Writes a fitted value in the parameter's own unit.
    fileprivate mutating func setValue(of value: FitReport.Parameter) throws(ForceFieldError) {
        let reference = value.parameter.reference
        let isTorsion = reference.section.hasSuffix("Torsions")
        let name = value.parameter.attribute.rawValue + (isTorsion ? String(reference.term) : "")
        let written = try parameters(in: reference.section)[reference.index].quantity(name).unit
        let refit = Quantity(value.refitValue, try PhysicalUnit(parsing: value.parameter.unit))
        try setValue(refit.value(in: written), of: name, in: reference.section, at: reference.index)
    }
}
