public import JSON

/// A level of theory as QCSchema names it.
public struct QCModel: SchemaValue, Hashable {
    /// The method, e.g. `gfn2xtb`.
    public var method: String
    /// The basis set, if the method needs one.
    public var basis: String?
    /// Whatever else was said, sorted by key, so that equal models have equal texts; QCSchema allows any key here.
    ///
    /// This program reads `keywords` (settings of the QC program), `alternatives` (levels to take where this one cannot be
    /// computed) and `refinement` (a second level for the energies): see ``TaskSpec/levels`` and ``TaskSpec/refinement``.
    public var extras: JSONObject {
        get { settings }
        set { settings = Self.sorted(newValue) }
    }
    private var settings = JSONObject()

    /// A method with an optional basis set.
    public init(method: String, basis: String? = nil) { (self.method, self.basis) = (method, basis) }

    /// Reads the model; keys beyond `method` and `basis` are kept as they are.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields(),
            let method = fields.required("method", { $0.string() }),
            let basis = fields.optional("basis", default: nil, { $0.nullable { $0.string() } })
        else { return nil }
        self.init(method: method, basis: basis)
        extras = JSONObject(
            (node.value.object?.members ?? []).filter { !["method", "basis"].contains($0.key) }.map {
                ($0.key, $0.value)
            })
    }

    /// The model as JSON.
    public var json: JSON {
        .object(
            JSONObject(
                [("method", .string(method)), ("basis", .optional(basis))] + extras.members.map { ($0.key, $0.value) }))
    }

    private static func sorted(_ object: JSONObject) -> JSONObject {
        JSONObject(object.members.sorted { $0.key < $1.key }.map { ($0.key, sorted($0.value)) })
    }

    private static func sorted(_ json: JSON) -> JSON {
        switch json {
        case .object(let object): .object(sorted(object))
        case .array(let elements): .array(elements.map(sorted))
        default: json
        }
    }
}
