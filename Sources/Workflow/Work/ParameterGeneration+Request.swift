internal import BespokeSMIRKS
internal import Chemistry
internal import Fragmentation
internal import SMIRNOFF

extension ParameterGeneration {
    /// Makes the bespoke parameters of a task, adds them to its force field, and lists the calculations it needs.
    ///
    /// Each stage gets those parameters whose kind is among its hyperparameters.
    ///
    /// - Throws: `ForceFieldError`, `ChemistryError`, `BespokeSMIRKSError` or ``WorkflowError`` that name what was wrong.
    public init(_ request: ParameterRequest) throws {
        schema = request.schema
        (drives, torsions, warnings) = ([], [], [])
        let fragments = request.fragmentation?.fragments ?? []
        let parentSMILES = request.fragmentation?.parentSMILES ?? schema.smiles
        let parent = try Molecule(mappedSMILES: parentSMILES, allowUndefinedStereo: true)
        let engine = schema.fragmentationEngine
        if let affordable = engine?.affordable(for: parent), affordable != engine, case .wbo(let settings) = affordable
        {
            warnings.append(
                """
                the molecule has more than \(FragmentationEngine.largestForAM1) heavy atoms: its fragments were chosen \
                by GFN2-xTB bond orders of few conformers (of \(settings.wboOptions.maximumConformers) made), not by AM1
                """)
        }
        let bespoke = try Self.parameters(of: schema, parent: parent, fragments: fragments)
        var forceField = try ForceField(offxml: schema.initialForceField, allowCosmetic: true)
        bespoke.add(to: &forceField)
        schema.initialForceField = forceField.offxml()
        for stage in schema.stages.indices {
            let kinds = Set(schema.stages[stage].parameterHyperparameters.map(\.type.rawValue))
            schema.stages[stage].parameters = bespoke.merged.filter { kinds.contains($0.kind.rawValue) }.compactMap {
                ParameterSchema($0)
            }
        }
        try listCalculations(parent, fragments, CompiledForceField(forceField))
        try listTorsions(fragments, bespoke: bespoke)
        warnings += bespoke.overlaps.map {
            "the pattern \($0.overruled) is overruled by \($0.applied) on the atoms \($0.atoms) of \(parentSMILES)"
        }
    }

    private static func parameters(
        of schema: BespokeOptimizationSchema, parent: Molecule, fragments: [UniqueFragment]
    ) throws -> BespokeParameters {
        let kinds = try schema.fittedTypes.map { type in
            guard let kind = ParameterKind(rawValue: type.rawValue) else {
                throw WorkflowError(
                    type: "NotImplementedError", "bespoke parameters of type \(type.rawValue) can not be made")
            }
            return kind
        }
        let forceField = try CompiledForceField(ForceField(offxml: schema.initialForceField, allowCosmetic: true))
        let generator = try BespokeParameterGenerator(
            forceField: forceField, settings: schema.smirkSettings, kinds: Set(kinds))
        return try generator.parameters(parent: parent, fragments: fragments)
    }

    private mutating func listCalculations(
        _ parent: Molecule, _ fragments: [UniqueFragment], _ forceField: CompiledForceField
    ) throws {
        var isCharged: Set<Int> = []
        var isSlow: Set<Int?> = []
        defer {
            warnAboutCharges(of: isCharged.count)
            warnAboutSlowCharges(of: isSlow.count)
        }
        for (stage, stageSchema) in schema.stages.enumerated() {
            for (target, targetSchema) in stageSchema.targets.enumerated() {
                guard case .bespoke = targetSchema.referenceData, let spec = targetSchema.calculationSpecification
                else { continue }
                for (task, index) in try Self.tasks(spec, parent, fragments) {
                    let whole = try index.map {
                        try Molecule(smiles: fragments[$0].fragment.smiles, allowUndefinedStereo: true)
                    }
                    let molecule = try Molecule(smiles: task.smiles, allowUndefinedStereo: true)
                    let bond = molecule.atoms.indices.filter { molecule.atoms[$0].mapNumber > 0 }
                    let charges = try ChargeRequest.Method(
                        molecule, fragment: whole ?? parent, parent: parent, forceField)
                    if case .given = charges, let index { isCharged.insert(index) }
                    let heavyAtoms = molecule.atoms.count(where: \.isHeavy)
                    if charges == .am1bcc, heavyAtoms > FragmentationEngine.largestForAM1 { isSlow.insert(index) }
                    drives.append(
                        Drive(
                            stage: stage, target: target, task: task, cmiles: molecule.cmiles, bond: bond,
                            charges: charges, fragment: index))
                }
            }
        }
    }

    private mutating func warnAboutCharges(of fragments: Int) {
        guard fragments > 0 else { return }
        warnings.append(
            """
            \(fragments) of the fragments have the charges of the whole molecule: hydrogens that replace a group carry \
            that group's charge
            """)
    }

    private mutating func warnAboutSlowCharges(of molecules: Int) {
        guard molecules > 0 else { return }
        warnings.append(
            """
            AM1-BCC charges of molecules with more than \(FragmentationEngine.largestForAM1) heavy atoms (\(molecules) here) \
            may take hours; an initial force field with NAGL charges, as openff_unconstrained-2.3.0.offxml, needs seconds
            """)
    }

    /// A drive of each fragment; other calculations once for each molecule among the fragments, or for the parent where there
    /// are none.
    private static func tasks(
        _ spec: TaskSpec, _ parent: Molecule, _ fragments: [UniqueFragment]
    ) throws -> [(task: QCTask, fragment: Int?)] {
        let molecules = try fragments.map { try Molecule(smiles: $0.fragment.smiles, allowUndefinedStereo: true) }
        guard spec.kind != .torsion1d else {
            return try molecules.enumerated().map { index, molecule in
                (try QCTask.torsionDrive(spec, of: molecule, bond: fragments[index].fragment.bondIndices), index)
            }
        }
        guard !molecules.isEmpty else { return [(QCTask.whole(spec, of: parent), nil)] }
        var seen: Set<QCTask> = []
        return molecules.enumerated().map { (QCTask.whole(spec, of: $1), $0) }.filter { seen.insert($0.0).inserted }
    }

    private mutating func listTorsions(
        _ fragments: [UniqueFragment], bespoke: BespokeParameters
    ) throws {
        let submitted = try Molecule(mappedSMILES: schema.smiles, allowUndefinedStereo: true)
        let order = schema.fragmentationEngine == nil ? Array(submitted.atoms.indices) : submitted.canonicalOrder()
        for (index, unique) in fragments.enumerated() {
            let smirks =
                bespoke.fragments.indices.contains(index) ? bespoke.fragments[index].map(\.parameter.smirks) : []
            let plain = try Molecule(smiles: unique.fragment.smiles, allowUndefinedStereo: true)
                .smiles(explicitHydrogens: false, mapped: false)
            for standing in [unique.fragment] + unique.twins {
                let bond = standing.bondIndices.map { order[$0 - 1] }.sorted()
                torsions.append(Torsion(bond: bond, fragment: index, fragmentSMILES: plain, smirks: smirks))
            }
        }
    }
}

extension ParameterSchema {
    /// The parameter to fit, as a schema names it.
    init?(_ parameter: BespokeParameter) {
        guard let type = ParameterType(rawValue: parameter.kind.rawValue) else { return nil }
        self.init(type: type, smirks: parameter.parameter.smirks, attributes: Set(parameter.attributes))
    }
}
