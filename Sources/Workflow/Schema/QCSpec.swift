public import JSON

/// A level of theory as a workflow names it (`QCSpec` of openff-qcsubmit).
public struct QCSpec: SchemaValue, Hashable {
    /// The method, e.g. `gfn2xtb`.
    public var method = "B3LYP-D3BJ"
    /// The basis set, if the method needs one.
    public var basis: String? = "DZVP"
    /// The QC program, in lower case.
    public var program = "psi4"
    /// A name for the level.
    public var specName = "default"
    /// A description of the level.
    public var specDescription = "Standard OpenFF optimization quantum chemistry specification."
    /// Which wavefunction is kept.
    public var storeWavefunction = JSON.string("none")
    /// Implicit solvent, verbatim.
    public var implicitSolvent = JSON.null
    /// Upper limit of SCF iterations.
    public var maxiter = 200
    /// Properties computed besides the energy.
    public var scfProperties = ["dipole", "quadrupole", "wiberg_lowdin_indices", "mayer_indices"]
    /// Keywords for the program, verbatim.
    public var keywords = JSON.object(JSONObject())

    /// The default level.
    public init() {}

    /// A level of theory of a program.
    public init(program: String, method: String, basis: String?, name: String, description: String) {
        (self.program, self.method, self.basis) = (program.lowercased(), method, basis)
        (specName, specDescription) = (name, description)
    }

    /// Reads a level of theory and checks that the program knows the method.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        var spec = QCSpec()
        func assign<T>(_ key: String, _ path: WritableKeyPath<Self, T>, _ read: (SchemaNode) -> T?) {
            if let value = fields.optional(key, default: spec[keyPath: path], read) { spec[keyPath: path] = value }
        }
        assign("method", \.method) { $0.string() }
        assign("basis", \.basis) { $0.nullable { $0.string() } }
        assign("program", \.program) { $0.string()?.lowercased() }
        assign("spec_name", \.specName) { $0.string() }
        assign("spec_description", \.specDescription) { $0.string() }
        assign("store_wavefunction", \.storeWavefunction) { $0.value }
        assign("implicit_solvent", \.implicitSolvent) { $0.value }
        assign("maxiter", \.maxiter) { $0.positiveInteger() }
        assign("scf_properties", \.scfProperties) { $0.list { $0.string() } }
        assign("keywords", \.keywords) { $0.value.isNull ? .object(JSONObject()) : $0.value }
        fields.forbidOthers()
        if let problem = spec.problem { let _: Never? = node.fail(problem, "value_error.qcspecification") }
        self = spec
    }

    /// Why the combination of program, method and basis is not possible, or nil if it is.
    public var problem: String? {
        let name = method.lowercased()
        let methods: [String: [String]] = [
            "xtb": ["gfn0-xtb", "gfn1-xtb", "gfn2-xtb", "gfn0xtb", "gfn1xtb", "gfn2xtb", "gfn-ff", "gfnff"],
            "torchani": ["ani1x", "ani1ccx", "ani2x"],
            "rdkit": ["uff", "mmff94", "mmff94s"],
        ]
        guard let known = methods[program] else { return nil }
        guard known.contains(name) else {
            return "the program \(program) has no method \(method); it has \(known.joined(separator: ", "))"
        }
        if let basis { return "the method \(method) of \(program) takes no basis set, but \(basis) was given" }
        return nil
    }

    /// The level of theory as JSON.
    public var json: JSON {
        [
            "method": .string(method), "basis": .optional(basis), "program": .string(program),
            "spec_name": .string(specName), "spec_description": .string(specDescription),
            "store_wavefunction": storeWavefunction, "implicit_solvent": implicitSolvent,
            "maxiter": .integer(maxiter), "scf_properties": .strings(scfProperties), "keywords": keywords,
        ]
    }
}
