public import JSON

/// What `retrieve` and `run` write: the state of a task, of its stages, and its results.
public struct BespokeExecutorOutput: SchemaValue, Hashable {
    /// The state of one stage.
    public struct Stage: SchemaValue, Hashable {
        /// `fragmentation`, `qc-generation` or `optimization`.
        public var type: String
        /// The state of the stage.
        public var status: Status
        /// Why it failed, if it did.
        public var error: String?

        /// The state of a stage.
        public init(type: String, status: Status, error: String? = nil) {
            (self.type, self.status, self.error) = (type, status, error)
        }

        /// Reads the state of a stage.
        public init?(reading node: SchemaNode) {
            guard let fields = node.fields() else { return nil }
            let type = fields.required("type") { $0.string() }
            let status = fields.required("status") { $0.choice(Status.allCases.map(\.rawValue)) }
            let error = fields.required("error") { $0.nullable { $0.string() } }
            fields.forbidOthers()
            guard let type, let status = status.flatMap(Status.init(rawValue:)), let error else { return nil }
            self.init(type: type, status: status, error: error)
        }

        /// The state as JSON.
        public var json: JSON {
            ["type": .string(type), "status": .string(status.rawValue), "error": .optional(error)]
        }
    }

    /// The molecule as mapped SMILES.
    public var smiles: String
    /// The stages.
    public var stages: [Stage]
    /// The results, once the fit has been made.
    public var results: BespokeOptimizationResults?

    /// The output of a task.
    public init(smiles: String, stages: [Stage], results: BespokeOptimizationResults? = nil) {
        (self.smiles, self.stages, self.results) = (smiles, stages, results)
    }

    /// Reads an output.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let smiles = fields.required("smiles") { $0.string() }
        let stages = fields.required("stages") { $0.list { Stage(reading: $0) } }
        let results = fields.optional("results", default: nil) { node in
            node.nullable { BespokeOptimizationResults(reading: $0) }
        }
        fields.forbidOthers()
        guard let smiles, let stages, let results else { return nil }
        self.init(smiles: smiles, stages: stages, results: results)
    }

    /// The output as JSON.
    public var json: JSON {
        ["smiles": .string(smiles), "stages": .array(stages.map(\.json)), "results": results?.json ?? .null]
    }

    /// The state of the task, from those of its stages.
    public var status: Status {
        if stages.contains(where: { $0.status == .errored }) { return .errored }
        if stages.allSatisfy({ $0.status == .success }) { return .success }
        return stages.allSatisfy { $0.status == .waiting } ? .waiting : .running
    }

    /// The text of the first failed stage.
    public var error: String? {
        stages.first { $0.status == .errored }.map { $0.error ?? "unknown error" }
    }
}
