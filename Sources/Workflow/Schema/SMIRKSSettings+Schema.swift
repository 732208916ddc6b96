public import BespokeSMIRKS
public import JSON

extension SMIRKSSettings: SchemaValue {
    /// Reads the settings.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let expand = fields.optional("expand_torsion_terms", default: true) { $0.boolean() }
        let generate = fields.optional("generate_bespoke_terms", default: true) { $0.boolean() }
        fields.forbidOthers()
        guard let expand, let generate else { return nil }
        self.init(expandTorsionTerms: expand, generateBespokeTerms: generate)
    }

    /// The settings as JSON.
    public var json: JSON {
        [
            "expand_torsion_terms": .boolean(expandTorsionTerms),
            "generate_bespoke_terms": .boolean(generateBespokeTerms),
        ]
    }
}
