public import JSON

/// The outcome of one stage of a fit.
public struct OptimizationStageResults: SchemaValue, Hashable {
    /// Which programs, in which versions, made it.
    public var provenance: [String: String]
    /// The state of the stage.
    public var status: Status
    /// Why it failed, if it did.
    public var error: StageError?
    /// The refit force field as OFFXML text.
    public var refitForceField: String?

    /// The outcome of a stage.
    public init(
        provenance: [String: String], status: Status = .waiting, error: StageError? = nil,
        refitForceField: String? = nil
    ) {
        (self.provenance, self.status) = (provenance, status)
        (self.error, self.refitForceField) = (error, refitForceField)
    }

    /// Reads an outcome.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let provenance = fields.required("provenance") { $0.texts() }
        let status = fields.optional("status", default: "waiting") { $0.choice(Status.allCases.map(\.rawValue)) }
        let error = fields.optional("error", default: nil) { $0.nullable { StageError(reading: $0) } }
        let refit = fields.optional("refit_force_field", default: nil) { $0.nullable { $0.string() } }
        fields.forbidOthers()
        guard let provenance, let status = status.flatMap(Status.init(rawValue:)), let error, let refit else {
            return nil
        }
        self.init(provenance: provenance, status: status, error: error, refitForceField: refit)
    }

    /// The outcome as JSON.
    public var json: JSON {
        [
            "provenance": .texts(provenance), "status": .string(status.rawValue), "error": error?.json ?? .null,
            "refit_force_field": .optional(refitForceField),
        ]
    }
}
