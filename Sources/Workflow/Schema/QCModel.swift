public import JSON

/// A level of theory as QCSchema names it.
public struct QCModel: SchemaValue, Hashable {
    /// The method, e.g. `gfn2xtb`.
    public var method: String
    /// The basis set, if the method needs one.
    public var basis: String?

    /// A method with an optional basis set.
    public init(method: String, basis: String? = nil) { (self.method, self.basis) = (method, basis) }

    /// Reads the model; keys beyond `method` and `basis` are allowed and not kept.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields(),
            let method = fields.required("method", { $0.string() }),
            let basis = fields.optional("basis", default: nil, { $0.nullable { $0.string() } })
        else { return nil }
        self.init(method: method, basis: basis)
    }

    /// The model as JSON.
    public var json: JSON { ["method": .string(method), "basis": .optional(basis)] }
}
