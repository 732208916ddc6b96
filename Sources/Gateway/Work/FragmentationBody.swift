internal import Fragmentation
internal import JSON
internal import Workflow

/// The body that asks for a fragmentation.
struct FragmentationBody: SchemaValue {
    let cmiles: String
    let fragmenter: FragmentationEngine?
    let targetBondSMARTS: [String]?

    init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let cmiles = fields.required("cmiles") { $0.string() }
        let fragmenter = fields.required("fragmenter") { node in node.nullable { Self.engine($0) } }
        let smarts = fields.required("target_bond_smarts") { node in node.nullable { $0.list { $0.string() } } }
        fields.forbidOthers()
        guard let cmiles, let fragmenter, let smarts else { return nil }
        (self.cmiles, self.fragmenter, targetBondSMARTS) = (cmiles, fragmenter, smarts)
    }

    /// An engine; without a scheme Pfizer's is meant here.
    private static func engine(_ node: SchemaNode) -> FragmentationEngine? {
        guard var object = node.value.object, object["scheme"] == nil else { return FragmentationEngine(reading: node) }
        object["scheme"] = "Pfizer"
        guard let engine = try? FragmentationEngine(json: .object(object)) else {
            return FragmentationEngine(reading: node)
        }
        return engine
    }

    var json: JSON {
        [
            "cmiles": .string(cmiles), "fragmenter": fragmenter?.json ?? .null,
            "target_bond_smarts": targetBondSMARTS.map { .array($0.map(JSON.string)) } ?? .null,
        ]
    }
}
