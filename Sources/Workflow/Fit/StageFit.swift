internal import BespokeSMIRKS
internal import Chemistry
internal import Fitting
internal import MolecularMechanics
internal import Report
internal import SMIRNOFF
internal import Units

/// One stage of a fit.
struct StageFit {
    /// The force field after the stage.
    private(set) var forceField: ForceField
    /// Which programs made it.
    let provenance: [String: String]
    private let stage: OptimizationStageSchema
    private let request: FitRequest
    private let parameters: [FittedParameter]
    private let profiles: [Profile]
    private let report: FitReport?

    /// A torsion profile that is fitted, and where it comes from.
    private struct Profile {
        let name: String
        let record: TorsionDriveRecord
    }

    init(_ stage: OptimizationStageSchema, forceField: ForceField, request: FitRequest) throws {
        self.stage = stage
        self.request = request
        self.forceField = forceField
        guard !stage.parameters.isEmpty else {
            (parameters, profiles, report) = ([], [], nil)
            provenance = ["skipped": "True"]
            return
        }
        let compiled = try CompiledForceField(forceField)
        var targets: [FitTarget] = []
        var profiles: [Profile] = []
        for target in stage.targets {
            guard case .local(let records) = target.referenceData else { continue }
            for json in records {
                let record = try TorsionDriveRecord(json)
                let name = "torsion-\(profiles.count)"
                targets.append(try Self.target(target, record, name: name, compiled, request))
                profiles.append(Profile(name: name, record: record))
            }
        }
        parameters = try Self.parameters(of: stage, in: forceField)
        let fit = try ParameterFit(parameters: parameters, targets: targets, options: Self.options(stage.optimizer))
        let report = try fit.run()
        for value in report.parameters where value.isUsed {
            try self.forceField.setValue(of: value)
        }
        (self.profiles, self.report) = (profiles, report)
        provenance = [Program.name: Program.version]
    }

    private static func options(_ optimizer: ForceBalanceSchema) -> FitOptions {
        var options = FitOptions()
        options.penalty = Penalty(form: optimizer.penaltyType == "L1" ? .l1 : .l2, weight: optimizer.penaltyAdditive)
        options.normalizesWeights = optimizer.normalizeWeights
        options.maximumIterations = max(optimizer.maxIterations, options.maximumIterations)
        return options
    }

    private static func target(
        _ schema: TargetSchema, _ record: TorsionDriveRecord, name: String, _ forceField: CompiledForceField,
        _ request: FitRequest
    ) throws -> FitTarget {
        let molecule = try Molecule(mappedSMILES: record.cmiles, allowUndefinedStereo: true)
        let charges = try request.charges(of: molecule, cmiles: record.cmiles, forceField)
        let system = try System(molecule, forceField: forceField, charges: charges)
        let geometries = record.points.map { $0.geometry.map { $0 * Constants.nanometerPerBohr } }
        guard geometries.allSatisfy({ $0.count == molecule.atoms.count }) else {
            throw WorkflowError(
                type: "MoleculeMissMatchError", "a geometry of the torsion drive of \(record.cmiles) has other atoms")
        }
        let energies = record.points.map(\.energy)
        switch schema.kind {
        case .torsionProfile(let attenuate, let denominator, let cutoff):
            return .torsionProfile(
                TorsionProfileTarget(
                    name: name, weight: schema.weight, system: system, dihedral: record.dihedral,
                    angles: record.points.map { Double($0.angle) }, geometries: geometries, energies: energies,
                    weighting: EnergyWeighting(attenuates: attenuate, denominator: denominator, cutoff: cutoff)))
        case .abInitio(let attenuate, let denominator, let cutoff, let energy, let force):
            return .abInitio(
                AbInitioTarget(
                    name: name, weight: schema.weight, system: system, geometries: geometries, energies: energies,
                    fitsEnergy: energy, fitsForces: force,
                    weighting: EnergyWeighting(attenuates: attenuate, denominator: denominator, cutoff: cutoff)))
        case .vibration, .optGeo:
            throw WorkflowError(
                type: "NotImplementedError", "targets of type \(schema.typeName) can not be fitted to local records yet"
            )
        }
    }

    /// The values to fit: each attribute of each parameter of the stage that the force field has.
    private static func parameters(
        of stage: OptimizationStageSchema, in forceField: ForceField
    ) throws -> [FittedParameter] {
        var parameters: [FittedParameter] = []
        var seen: Set<String> = []
        for schema in stage.parameters where !schema.cached && seen.insert(schema.smirks).inserted {
            let tag = schema.type.rawValue
            guard let section = forceField[tag], let index = section.index(ofSMIRKS: schema.smirks) else {
                throw WorkflowError(
                    type: "force_field_error", "the force field has no parameter \(schema.smirks) in \(tag) to fit")
            }
            let priors = stage.parameterHyperparameters.first { $0.type == schema.type }?.priors ?? [:]
            for attribute in schema.attributes.sorted() {
                let (name, term) = split(attribute)
                guard let kind = ParameterAttribute(rawValue: name) else { continue }
                let reference = ParameterReference(section: tag, index: index, term: term ?? 1)
                let quantity = try section.parameters[index].quantity(attribute)
                let width = priors[attribute] ?? priors[name]
                let unit = FittedParameter(reference: reference, attribute: kind, initialValue: 0, priorWidth: nil).unit
                parameters.append(
                    FittedParameter(
                        reference: reference, attribute: kind,
                        initialValue: try quantity.value(in: PhysicalUnit(parsing: unit)), priorWidth: width,
                        label: schema.smirks))
            }
        }
        return parameters
    }

    /// `k2` is the attribute `k` of the second term.
    private static func split(_ attribute: String) -> (name: String, term: Int?) {
        guard attribute.hasPrefix("k"), let term = Int(attribute.dropFirst()) else { return (attribute, nil) }
        return ("k", term)
    }
}

extension StageFit {
    /// Adds what the stage did to the report.
    func add(to whole: inout BespokeReport) {
        for torsion in request.torsions {
            whole.torsions.append(torsionReport(torsion))
        }
        guard let report else { return }
        whole.converged = report.isConverged
        whole.reason = report.reason
        whole.objective += report.iterations.filter(\.isAccepted).map {
            .init(total: $0.objective, unpenalized: $0.unpenalized)
        }
        whole.warnings += report.warnings.map(\.description)
        whole.parameters += report.parameters.map(parameterReport)
    }

    private func parameterReport(_ value: FitReport.Parameter) -> ParameterReport {
        let reference = value.parameter.reference
        let parameter = forceField.parameters(in: reference.section)[reference.index]
        let isTorsion = reference.section.hasSuffix("Torsions")
        return ParameterReport(
            section: reference.section, id: parameter.id ?? "", smirks: parameter.smirks,
            attribute: value.parameter.attribute.rawValue + (isTorsion ? String(reference.term) : ""),
            unit: value.parameter.unit, initial: value.parameter.initialValue, refit: value.refitValue,
            prior: value.priorWidth)
    }

    private func torsionReport(_ torsion: FitRequest.Torsion) -> TorsionReport {
        var row = TorsionReport(
            bonds: torsion.bonds, fragment: torsion.fragmentSMILES, cmiles: torsion.cmiles, dihedral: [],
            smirks: torsion.smirks)
        guard let profile = profiles.first(where: { $0.record.isDrive(of: torsion.drivenBond, in: torsion.cmiles) }),
            let target = report?.targets.first(where: { $0.name == profile.name }), let curves = target.profile
        else { return row }
        row.dihedral = profile.record.dihedral
        row.profile = TorsionProfile(
            angles: profile.record.points.map(\.angle), reference: shifted(curves.reference), initial: curves.initial,
            refit: curves.refit)
        row.referenceBarrier = span(curves.reference)
        row.initial = .init(
            rmse: curves.initialRMSE, maximumError: curves.initialMaximumError, barrier: span(curves.initial))
        row.refit = .init(rmse: curves.refitRMSE, maximumError: curves.refitMaximumError, barrier: span(curves.refit))
        return row
    }

    private func shifted(_ energies: [Double]) -> [Double] {
        let lowest = energies.filter(\.isFinite).min() ?? 0
        return energies.map { $0 - lowest }
    }

    private func span(_ energies: [Double]) -> Double {
        let finite = energies.filter(\.isFinite)
        return (finite.max() ?? 0) - (finite.min() ?? 0)
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

extension PhysicalUnit {
    /// The unit of a text such as `kilocalorie / mole`.
    fileprivate init(parsing text: String) throws(ForceFieldError) {
        self = try Quantity(parsing: "1 * " + text).unit
    }
}
