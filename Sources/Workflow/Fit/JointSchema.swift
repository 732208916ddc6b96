internal import Chemistry
public import SMIRNOFF

/// The fits of several molecules put together, so that one set of parameters describes them all.
///
/// Stage by stage, targets are pooled and parameters with equal SMIRKS become one; a record that two molecules share counts
/// once. The force field is that of the first molecule with the parameters that the others add.
public struct JointSchema: Sendable {
    /// The fit of one molecule, with its reference data, and what messages call it.
    public struct Source: Sendable {
        /// E.g. the name of its file.
        public var name: String
        /// What was asked for, with the parameters and records of the fit.
        public var schema: BespokeOptimizationSchema

        /// A fit under a name.
        public init(name: String, schema: BespokeOptimizationSchema) { (self.name, self.schema) = (name, schema) }
    }

    /// The pooled stages.
    public private(set) var stages: [OptimizationStageSchema] = []
    /// The force field with the parameters of all molecules at their initial values.
    public private(set) var forceField: ForceField
    /// The molecules as SMILES, for reports.
    public let name: String
    /// What a user should know.
    public private(set) var warnings: [String] = []

    /// Pools fits in order.
    ///
    /// - Throws: ``WorkflowError`` when there is no fit, when one has no reference data at hand, or when two are based on
    ///   different force fields; `ForceFieldError` for a force field that cannot be read.
    public init(_ sources: [Source]) throws {
        guard let first = sources.first else {
            throw WorkflowError(type: "MissingReferenceError", "there is no fit to put together")
        }
        name = sources.map { source in
            let molecule = try? Molecule(mappedSMILES: source.schema.smiles, allowUndefinedStereo: true)
            return molecule?.smiles(explicitHydrogens: false, mapped: false) ?? source.schema.smiles
        }.joined(separator: ", ")
        forceField = try ForceField(offxml: first.schema.initialForceField, allowCosmetic: true)
        for source in sources {
            guard source.schema.initialForceFieldHash == first.schema.initialForceFieldHash else {
                throw WorkflowError(
                    type: "force_field_error",
                    "\(source.name) is based on another force field than \(first.name): fit both from the same one")
            }
            try addParameters(of: source)
            for (index, stage) in source.schema.stages.enumerated() { try pool(stage, at: index, from: source.name) }
        }
    }

    /// Appends the parameters that are not there yet.
    private mutating func addParameters(of source: Source) throws {
        let other = try ForceField(offxml: source.schema.initialForceField, allowCosmetic: true)
        for tag in ParameterType.allCases.map(\.rawValue) {
            let fitted = source.schema.stages.flatMap(\.parameters).filter { $0.type.rawValue == tag }.map(\.smirks)
            var added: [Parameter] = []
            for parameter in other.parameters(in: tag) where fitted.contains(parameter.smirks) {
                guard let index = forceField[tag]?.index(ofSMIRKS: parameter.smirks) else {
                    added.append(parameter)
                    continue
                }
                let known = forceField.parameters(in: tag)[index]
                for difference in known.differences(from: parameter) {
                    warnings.append(
                        """
                        \(parameter.smirks) starts from other values in \(source.name), which are not used: \
                        \(difference.name) \(difference.other), not \(difference.mine)
                        """)
                }
            }
            if !added.isEmpty { forceField.add(added, to: tag) }
        }
    }

    private mutating func pool(_ stage: OptimizationStageSchema, at index: Int, from name: String) throws {
        for target in stage.targets {
            if case .local = target.referenceData { continue }
            throw WorkflowError(
                type: "MissingReferenceError",
                "\(name) has a target of type \(target.typeName) without records at hand: run it first")
        }
        guard stages.indices.contains(index) else {
            stages.append(stage)
            return
        }
        if stage.optimizer != stages[index].optimizer {
            warnings.append("\(name) has other optimizer settings than the first; they are not used")
        }
        stages[index].parameters = Self.union(stages[index].parameters, stage.parameters)
        for priors in stage.parameterHyperparameters {
            guard let known = stages[index].parameterHyperparameters.first(where: { $0.type == priors.type }) else {
                stages[index].parameterHyperparameters.append(priors)
                continue
            }
            if known != priors {
                warnings.append(
                    "\(name) has other priors for \(priors.type.rawValue) than the first; they are not used")
            }
        }
        for target in stage.targets { add(target, to: index) }
    }

    /// The records of a target that no like target holds yet.
    private mutating func add(_ target: TargetSchema, to stage: Int) {
        guard case .local(let records) = target.referenceData else { return }
        var known: Set<String> = []
        for other in stages[stage].targets where other.isLike(target) {
            guard case .local(let records) = other.referenceData else { continue }
            known.formUnion(records.map { target.essence(of: $0).canonicalText })
        }
        var fresh = target
        fresh.referenceData = .local(
            records: records.filter { known.insert(target.essence(of: $0).canonicalText).inserted })
        if case .local(let left) = fresh.referenceData, !left.isEmpty { stages[stage].targets.append(fresh) }
    }

    /// The parameters of both lists; one that is in both has the attributes of both.
    private static func union(_ first: [ParameterSchema], _ second: [ParameterSchema]) -> [ParameterSchema] {
        var result = first
        for parameter in second {
            if let index = result.firstIndex(where: { $0.type == parameter.type && $0.smirks == parameter.smirks }) {
                result[index].attributes.formUnion(parameter.attributes)
                result[index].cached = result[index].cached && parameter.cached
            } else {
                result.append(parameter)
            }
        }
        return result
    }
}

extension TargetSchema {
    /// Whether another target treats its records in the same way.
    fileprivate func isLike(_ other: TargetSchema) -> Bool { kind == other.kind && weight == other.weight }
}
