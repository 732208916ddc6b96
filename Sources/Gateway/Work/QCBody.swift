internal import JSON
internal import Workflow

/// The body that asks for a QC calculation.
struct QCBody: SchemaValue {
    let task: QCTask

    init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let task = fields.required("input_schema") { QCTask(reading: $0) }
        fields.forbidOthers()
        guard let task else { return nil }
        self.task = task
    }

    var json: JSON { ["input_schema": task.json] }
}
