public import BespokeSMIRKS
public import Fragmentation
public import JSON

/// Everything that defines one fit: the molecule, the force field to start from, and what to do.
public struct BespokeOptimizationSchema: SchemaValue, Hashable {
    /// An identifier, if it has one yet.
    public var id: String?
    /// The force field to start from, as OFFXML text or as the name of a file.
    public var initialForceField: String
    /// The stages of the fit, in order; at least one.
    public var stages: [OptimizationStageSchema]
    /// The molecule as mapped SMILES.
    public var smiles: String
    /// SHA-512 of the initial force field's text, 128 hexadecimal digits.
    public var initialForceFieldHash: String
    /// How the molecule is cut; nil for not at all.
    public var fragmentationEngine: FragmentationEngine?
    /// SMARTS patterns of the bonds to fit, two tagged atoms each.
    public var targetTorsionSMIRKS: [String]?
    /// How SMIRKS patterns are made.
    public var smirkSettings: SMIRKSSettings

    /// A schema from its parts.
    public init(
        id: String?, initialForceField: String, stages: [OptimizationStageSchema], smiles: String,
        initialForceFieldHash: String, fragmentationEngine: FragmentationEngine?, targetTorsionSMIRKS: [String]?,
        smirkSettings: SMIRKSSettings
    ) {
        (self.id, self.initialForceField, self.stages, self.smiles) = (id, initialForceField, stages, smiles)
        self.initialForceFieldHash = initialForceFieldHash
        (self.fragmentationEngine, self.targetTorsionSMIRKS) = (fragmentationEngine, targetTorsionSMIRKS)
        self.smirkSettings = smirkSettings
    }

    /// Reads a schema.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let type = fields.optional("type", default: "bespoke") { $0.choice(["bespoke"]) }
        let id = fields.optional("id", default: nil) { $0.nullable { $0.string() } }
        let forceField = fields.required("initial_force_field") { $0.string() }
        let stages = fields.required("stages") { $0.stages() }
        let smiles = fields.required("smiles") { $0.string() }
        let hash = fields.required("initial_force_field_hash") { $0.string() }
        let engine = fields.optional("fragmentation_engine", default: .standard) { node in
            node.nullable { FragmentationEngine(reading: $0) }
        }
        let torsions = fields.required("target_torsion_smirks") { $0.nullable { $0.list { $0.string() } } }
        let settings = fields.optional("smirk_settings", default: SMIRKSSettings()) { SMIRKSSettings(reading: $0) }
        fields.forbidOthers()
        guard type != nil, let id, let forceField, let stages, let smiles, let hash, let engine, let torsions,
            let settings
        else { return nil }
        self.init(
            id: id, initialForceField: forceField, stages: stages, smiles: smiles, initialForceFieldHash: hash,
            fragmentationEngine: engine, targetTorsionSMIRKS: torsions, smirkSettings: settings)
    }

    /// The schema as JSON.
    public var json: JSON {
        [
            "type": "bespoke", "id": .optional(id), "initial_force_field": .string(initialForceField),
            "stages": .array(stages.map(\.json)), "smiles": .string(smiles),
            "initial_force_field_hash": .string(initialForceFieldHash),
            "fragmentation_engine": fragmentationEngine?.json ?? .null,
            "target_torsion_smirks": targetTorsionSMIRKS.map(JSON.strings) ?? .null,
            "smirk_settings": smirkSettings.json,
        ]
    }

    /// The kinds of parameter that any stage fits.
    public var fittedTypes: Set<ParameterType> {
        Set(stages.flatMap(\.parameterHyperparameters).map(\.type))
    }
}

extension SchemaNode {
    fileprivate func stages() -> [OptimizationStageSchema]? {
        guard let stages = list({ OptimizationStageSchema(reading: $0) }) else { return nil }
        guard !stages.isEmpty else {
            return fail("ensure this value has at least 1 items", "value_error.list.min_items")
        }
        return stages
    }
}
