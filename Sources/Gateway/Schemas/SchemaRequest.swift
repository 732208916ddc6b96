internal import Chemistry
internal import JSON
internal import SMIRNOFF
internal import Workflow

/// A request for the schemas of some molecules' fits, so that a client needs no chemistry.
struct SchemaRequest: SchemaValue {
    /// A file's name, which tells its format, and its text.
    struct File: SchemaValue {
        let name, text: String

        init?(reading node: SchemaNode) {
            guard let fields = node.fields() else { return nil }
            let name = fields.required("name") { $0.string() }
            let text = fields.required("text") { $0.string() }
            fields.forbidOthers()
            guard let name, let text else { return nil }
            (self.name, self.text) = (name, text)
        }

        var json: JSON { ["name": .string(name), "text": .string(text)] }
    }

    let smiles: [String]
    let files: [File]
    let factory: BespokeWorkflowFactory

    init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let smiles = fields.optional("smiles", default: []) { $0.list { $0.string() } }
        let files = fields.optional("files", default: []) { $0.list { File(reading: $0) } }
        let workflow = fields.optional("workflow", default: BespokeWorkflowFactory()) { Self.workflow($0) }
        let forceField = fields.optional("force_field", default: nil) { node in node.nullable { $0.string() } }
        let torsions = fields.optional("target_torsion_smirks", default: nil) { node in
            node.nullable { $0.list { $0.smirks(tags: 2) } }
        }
        let level = fields.optional("default_qc_spec", default: nil) { node in node.nullable { QCSpec(reading: $0) } }
        fields.forbidOthers()
        guard let smiles, let files, var factory = workflow, let forceField, let torsions, let level else { return nil }
        if let forceField { factory.initialForceField = forceField }
        if let torsions { factory.targetTorsionSMIRKS = torsions }
        if let level { factory.defaultQCSpecs = [level] }
        (self.smiles, self.files, self.factory) = (smiles, files, factory)
    }

    /// A workflow by its name or as it is.
    private static func workflow(_ node: SchemaNode) -> BespokeWorkflowFactory? {
        guard let name = node.value.string else { return BespokeWorkflowFactory(reading: node) }
        let names = BespokeWorkflowFactory.names.joined(separator: ", ")
        return BespokeWorkflowFactory(named: name)
            ?? node.fail("there is no workflow \(name); there are: \(names)", "value_error")
    }

    var json: JSON {
        [
            "smiles": .array(smiles.map(JSON.string)), "files": .array(files.map(\.json)), "workflow": factory.json,
        ]
    }
}
