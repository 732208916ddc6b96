public import JSON

/// Options of the constrained geometry optimiser, named as in the reference system (`GeometricProcedure`).
public struct GeometricProcedure: SchemaValue, Hashable {
    /// Name of the procedure.
    public var program = "geometric"
    /// Coordinate system: `tric`, `prim`, `dlc`, `hdlc` or `cart`.
    public var coordsys = "dlc"
    /// Threshold below which a constraint is satisfied exactly [a.u. or rad].
    public var enforce = 0.0
    /// Threshold of small eigenvalues of the Hessian.
    public var epsilon = 1e-5
    /// Whether the Hessian is reset when an eigenvalue is below `epsilon`.
    public var reset = true
    /// Whether Q-Chem's convergence rule is used.
    public var qccnv = false
    /// Whether Molpro's convergence rule is used.
    public var molcnv = false
    /// Steps between checks of the coordinate system; 0 for none.
    public var check = 0
    /// Initial trust radius [Å].
    public var trust = 0.1
    /// Largest trust radius [Å].
    public var tmax = 0.3
    /// Upper limit of steps.
    public var maxiter = 300
    /// Name of the convergence thresholds, e.g. `GAU`.
    public var convergenceSet = "GAU"
    /// Further constraints, verbatim.
    public var constraints = JSON.object(JSONObject())
    /// Thresholds for the set `CUSTOM`, as alternating names and values.
    public var converge: [String] = []

    /// The procedure's own defaults.
    public init() {}

    /// The defaults of a torsion drive.
    public static var torsionDrive: GeometricProcedure {
        var procedure = GeometricProcedure()
        (procedure.enforce, procedure.epsilon, procedure.reset, procedure.qccnv) = (0.1, 0, true, true)
        return procedure
    }

    /// Names of convergence sets.
    public static let convergenceSets = [
        "NWCHEM_LOOSE", "GAU_LOOSE", "TURBOMOLE", "INTERFRAG_TIGHT", "GAU", "GAU_TIGHT", "GAU_VERYTIGHT", "CUSTOM",
    ]

    /// Reads the options; absent ones get the procedure's own defaults.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        var procedure = GeometricProcedure()
        func assign<T>(_ key: String, _ path: WritableKeyPath<Self, T>, _ read: (SchemaNode) -> T?) {
            let value = fields.optional(key, default: procedure[keyPath: path], read)
            if let value { procedure[keyPath: path] = value }
        }
        assign("program", \.program) { $0.choice(["geometric"]) }
        assign("coordsys", \.coordsys) { $0.lowercased(of: ["tric", "prim", "dlc", "hdlc", "cart"]) }
        assign("enforce", \.enforce) { $0.number() }
        assign("epsilon", \.epsilon) { $0.number() }
        assign("reset", \.reset) { $0.boolean() }
        assign("qccnv", \.qccnv) { $0.boolean() }
        assign("molcnv", \.molcnv) { $0.boolean() }
        assign("check", \.check) { $0.integer() }
        assign("trust", \.trust) { $0.number() }
        assign("tmax", \.tmax) { $0.number() }
        assign("maxiter", \.maxiter) { $0.integer() }
        assign("convergence_set", \.convergenceSet) { $0.uppercased(of: Self.convergenceSets) }
        assign("constraints", \.constraints) { $0.fields() == nil ? nil : $0.value }
        assign("converge", \.converge) { $0.list { $0.string() } }
        fields.forbidOthers()
        self = procedure
    }

    /// The options as JSON.
    public var json: JSON {
        [
            "program": .string(program), "coordsys": .string(coordsys), "enforce": .number(enforce),
            "epsilon": .number(epsilon), "reset": .boolean(reset), "qccnv": .boolean(qccnv),
            "molcnv": .boolean(molcnv), "check": .integer(check), "trust": .number(trust), "tmax": .number(tmax),
            "maxiter": .integer(maxiter), "convergence_set": .string(convergenceSet), "constraints": constraints,
            "converge": .strings(converge),
        ]
    }
}

extension SchemaNode {
    /// A text that is one of a few once it is in lower case.
    func lowercased(of allowed: [String]) -> String? {
        guard case .string(let text) = value, allowed.contains(text.lowercased()) else { return choice(allowed) }
        return text.lowercased()
    }

    /// A text that is one of a few once it is in upper case.
    func uppercased(of allowed: [String]) -> String? {
        guard case .string(let text) = value, allowed.contains(text.uppercased()) else { return choice(allowed) }
        return text.uppercased()
    }
}
