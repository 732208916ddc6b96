public import Workflow

/// A molecule handed in for a bespoke fit.
public struct Submission: Sendable {
    /// What is to be fitted.
    public var schema: BespokeOptimizationSchema
    /// A name for people; empty for none.
    public var name: String
    /// Higher ones go first; 0 at first.
    public var priority: Int

    /// A submission of a schema.
    public init(schema: BespokeOptimizationSchema, name: String = "", priority: Int = 0) {
        (self.schema, self.name, self.priority) = (schema, name, priority)
    }
}
