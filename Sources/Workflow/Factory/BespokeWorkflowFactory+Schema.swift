internal import CCrypto
public import Chemistry
public import SMIRNOFF

extension BespokeWorkflowFactory {
    /// The schema of a molecule's fit.
    ///
    /// - Parameters:
    ///   - molecule: a single molecule with defined stereochemistry.
    ///   - forceField: the force field that ``initialForceField`` names, as read.
    ///   - index: number in the schema's identifier.
    /// - Throws: ``WorkflowError`` when the workflow lacks something or the molecule is a complex.
    public func optimizationSchema(
        for molecule: Molecule, forceField: ForceField, index: Int = 0
    ) throws(WorkflowError) -> BespokeOptimizationSchema {
        try checkBeforeRun()
        try check(molecule)
        let original = forceField.offxml(discardingCosmetics: true)
        var unconstrained = forceField
        unconstrained.removeConstraints()
        let model = try QCSpec.model(of: defaultQCSpecs)
        let stage = OptimizationStageSchema(
            optimizer: optimizer, parameterHyperparameters: parameterHyperparameters,
            targets: targetTemplates.map { resolved($0, model) })
        let needsTorsions =
            fragmentationEngine != nil || parameterHyperparameters.contains { $0.type == .properTorsions }
        return BespokeOptimizationSchema(
            id: "bespoke_task_\(index)", initialForceField: unconstrained.offxml(), stages: [stage],
            smiles: molecule.cmiles, initialForceFieldHash: sha512(original), fragmentationEngine: fragmentationEngine,
            targetTorsionSMIRKS: needsTorsions ? targetTorsionSMIRKS : nil, smirkSettings: smirkSettings)
    }

    /// Atomic numbers that the small-molecule force fields of OpenFF cover.
    private static let elements: Set<Int> = [1, 6, 7, 8, 9, 15, 16, 17, 35, 53]

    private func checkBeforeRun() throws(WorkflowError) {
        guard !defaultQCSpecs.isEmpty else {
            throw WorkflowError(type: "NotImplementedError", "At least one default QC spec must be specified.")
        }
        guard !targetTemplates.isEmpty else {
            throw WorkflowError(
                type: "optimizer_error", "There are no optimization targets in the optimization workflow.")
        }
        let fitsTorsions = parameterHyperparameters.contains { $0.type == .properTorsions }
        if targetTorsionSMIRKS == nil, fragmentationEngine != nil || fitsTorsions {
            throw WorkflowError(
                type: "missing_torsion_target_smarts",
                "The workflow fragments or fits torsions, but `target_torsion_smirks` names no bond to do that for.")
        }
        if targetTorsionSMIRKS != nil, parameterHyperparameters.isEmpty {
            throw WorkflowError(
                type: "target_not_set_error",
                "The workflow fits nothing: add an entry to `parameter_hyperparameters`.")
        }
    }

    private func check(_ molecule: Molecule) throws(WorkflowError) {
        let smiles = molecule.smiles(explicitHydrogens: false, mapped: false)
        if smiles.contains(".") {
            throw WorkflowError(
                type: "complexes", "complexes are not supported, \(smiles) can not be submitted!")
        }
        let foreign = molecule.elements(outside: Self.elements)
        guard foreign.isEmpty else {
            throw WorkflowError(
                type: "unsupported_element",
                """
                \(smiles) can not be submitted: OpenFF force fields have no parameters for \(foreign.joined(separator: ", ")); \
                they cover H, C, N, O, F, P, S, Cl, Br and I
                """)
        }
    }

    /// The template with what a molecule's target needs filled in.
    private func resolved(_ template: TargetSchema, _ model: QCModel) -> TargetSchema {
        var target = template
        let spec = TaskSpec(kind: target.taskKind, program: defaultQCSpecs[0].program.lowercased(), model: model)
        if target.calculationSpecification == nil { target.calculationSpecification = spec }
        if target.referenceData == nil { target.referenceData = .bespoke(spec) }
        return target
    }
}

/// SHA-512 (FIPS 180-4) of a text's UTF-8 bytes as 128 hexadecimal digits.
public func sha512(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var digest = [UInt8](repeating: 0, count: Int(SHA512_DIGEST_LENGTH))
    SHA512(bytes, bytes.count, &digest)
    return digest.map { byte in
        let hex = String(byte, radix: 16)
        return hex.count == 1 ? "0" + hex : hex
    }.joined()
}
