internal import JSON
internal import Workflow

/// The body that submits a task, or asks for a fit: a schema.
struct TaskBody: SchemaValue {
    let schema: BespokeOptimizationSchema

    init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let schema = fields.required("input_schema") { BespokeOptimizationSchema(reading: $0) }
        fields.forbidOthers()
        guard let schema else { return nil }
        self.schema = schema
    }

    var json: JSON { ["input_schema": schema.json] }
}

/// The body that moves a task.
struct PriorityBody: SchemaValue {
    let priority: Int

    init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let priority = fields.required("priority") { $0.integer() }
        fields.forbidOthers()
        guard let priority else { return nil }
        self.priority = priority
    }

    var json: JSON { ["priority": .integer(priority)] }
}
