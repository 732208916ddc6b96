public import BespokeSMIRKS
public import Fragmentation
public import JSON

/// The options of a workflow, from which the schema of each molecule's fit is made.
public struct BespokeWorkflowFactory: SchemaValue, Hashable {
    /// The force field to start from: a name, a path, or OFFXML text.
    public var initialForceField = "openff_unconstrained-2.2.0.offxml"
    /// The optimiser's options.
    public var optimizer: ForceBalanceSchema
    /// The targets that every molecule gets.
    public var targetTemplates = [TargetSchema()]
    /// The prior widths for each kind of parameter that is fitted.
    public var parameterHyperparameters = [Hyperparameters(type: .properTorsions)]
    /// SMARTS patterns of the bonds to fit, two tagged atoms each.
    public var targetTorsionSMIRKS: [String]? = [BespokeWorkflowFactory.defaultRotatableSMIRKS]
    /// How SMIRKS patterns are made.
    public var smirkSettings = SMIRKSSettings()
    /// How molecules are cut; nil for not at all.
    public var fragmentationEngine: FragmentationEngine? = .standard
    /// The levels of theory for reference data.
    public var defaultQCSpecs = [QCSpec()]

    /// A non-ring single or double bond whose atoms each have another heavy neighbour and are in no triple bond.
    public static let defaultRotatableSMIRKS = "[!#1]~[!$(*#*)&!D1:1]-,=;!@[!$(*#*)&!D1:2]~[!#1]"

    /// The factory with the reference system's defaults.
    public init() {
        optimizer = ForceBalanceSchema()
        optimizer.penaltyType = "L1"
    }

    /// Reads a factory.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        var factory = BespokeWorkflowFactory()
        func assign<T>(_ key: String, _ path: WritableKeyPath<Self, T>, _ read: (SchemaNode) -> T?) {
            if let value = fields.optional(key, default: factory[keyPath: path], read) {
                factory[keyPath: path] = value
            }
        }
        assign("initial_force_field", \.initialForceField) { $0.string() }
        assign("optimizer", \.optimizer) { ForceBalanceSchema(reading: $0) }
        assign("target_templates", \.targetTemplates) { $0.list { TargetSchema(reading: $0) } }
        assign("parameter_hyperparameters", \.parameterHyperparameters) { $0.list { Hyperparameters(reading: $0) } }
        assign("target_torsion_smirks", \.targetTorsionSMIRKS) { node in
            node.nullable { $0.list { $0.smirks(tags: 2) } }
        }
        assign("smirk_settings", \.smirkSettings) { SMIRKSSettings(reading: $0) }
        assign("fragmentation_engine", \.fragmentationEngine) { node in
            node.nullable { FragmentationEngine(reading: $0) }
        }
        assign("default_qc_specs", \.defaultQCSpecs) { $0.list { QCSpec(reading: $0) } }
        fields.forbidOthers()
        self = factory
    }

    /// The factory as JSON.
    public var json: JSON {
        [
            "initial_force_field": .string(initialForceField), "optimizer": optimizer.json,
            "target_templates": .array(targetTemplates.map(\.json)),
            "parameter_hyperparameters": .array(parameterHyperparameters.map(\.json)),
            "target_torsion_smirks": targetTorsionSMIRKS.map(JSON.strings) ?? .null,
            "smirk_settings": smirkSettings.json, "fragmentation_engine": fragmentationEngine?.json ?? .null,
            "default_qc_specs": .array(defaultQCSpecs.map(\.json)),
        ]
    }
}
