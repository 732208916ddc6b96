public import JSON

/// Something that the refit force field shall reproduce.
public struct TargetSchema: SchemaValue, Hashable {
    /// The kind of target with the fields that only it has.
    public enum Kind: Sendable, Hashable {
        /// Relaxed torsion profile: attenuate weights?, energy denominator and cut-off [kcal/mol].
        case torsionProfile(attenuateWeights: Bool = true, energyDenominator: Double = 1, energyCutoff: Double = 10)
        /// Energies (and forces) at fixed geometries.
        case abInitio(
            attenuateWeights: Bool = false, energyDenominator: Double = 1, energyCutoff: Double = 10,
            fitEnergy: Bool = true, fitForce: Bool = false)
        /// Frequencies; how modes are matched: nil, `permute` or `overlap`.
        case vibration(modeReassignment: String? = nil)
        /// Internal coordinates of a minimum: denominators of bonds [Å], angles, dihedrals and impropers [degree].
        case optGeo(
            bondDenominator: Double = 0.05, angleDenominator: Double = 8, dihedralDenominator: Double = 0,
            improperDenominator: Double = 20)
    }

    /// Weight in the objective.
    public var weight = 1.0
    /// Reference data, if any yet.
    public var referenceData: ReferenceData?
    /// How reference data are computed where there are none; nil for the workflow's default.
    public var calculationSpecification: TaskSpec?
    /// Lines for ForceBalance's input, verbatim.
    public var extras: [String: String] = [:]
    /// The kind of target.
    public var kind: Kind

    /// A target of a kind.
    public init(kind: Kind = .torsionProfile()) { self.kind = kind }

    /// The task that computes its reference data.
    public var taskKind: TaskSpec.Kind {
        switch kind {
        case .torsionProfile, .abInitio: .torsion1d
        case .vibration: .hessian
        case .optGeo: .optimization
        }
    }

    /// The name of the kind in files.
    public var typeName: String {
        switch kind {
        case .torsionProfile: "TorsionProfile"
        case .abInitio: "AbInitio"
        case .vibration: "Vibration"
        case .optGeo: "OptGeo"
        }
    }

    /// Reads a target.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields(),
            let type = fields.optional(
                "type", default: "TorsionProfile",
                { $0.choice(["TorsionProfile", "AbInitio", "Vibration", "OptGeo"]) })
        else { return nil }
        let kind = Kind(type: type, fields: fields)
        var target = TargetSchema(kind: kind ?? .torsionProfile())
        let taskKind = target.taskKind
        let weight = fields.optional("weight", default: 1) { $0.positiveNumber() }
        let data = fields.optional("reference_data", default: nil) { node in
            node.nullable { ReferenceData(reading: $0, kind: taskKind) }
        }
        let spec = fields.optional("calculation_specification", default: nil) { node in
            node.nullable { TaskSpec(reading: $0, kinds: [taskKind]) }
        }
        let extras = fields.optional("extras", default: [:]) { $0.texts() }
        fields.forbidOthers()
        guard kind != nil, let weight, let data, let spec, let extras else { return nil }
        (target.weight, target.referenceData, target.calculationSpecification) = (weight, data, spec)
        target.extras = extras
        self = target
    }

    /// The target as JSON.
    public var json: JSON {
        let common: [(String, JSON)] = [
            ("weight", .number(weight)), ("reference_data", referenceData?.json ?? .null),
            ("calculation_specification", calculationSpecification?.json ?? .null), ("extras", .texts(extras)),
            ("type", .string(typeName)),
        ]
        return .object(JSONObject(common + kind.members))
    }
}
