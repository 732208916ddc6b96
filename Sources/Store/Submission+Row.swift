internal import Executor
internal import GRDB
internal import Workflow

extension Submission {
    /// The columns from which a submission is read. The force field, which many tasks share, stands apart.
    static let columns = "name, priority, schema, force_field"

    /// What a task was submitted with, from its row.
    init(_ row: Row, text: (String) -> String?) throws(StoreError) {
        guard let document = text(row["schema"]), let forceField = text(row["force_field"]) else {
            throw StoreError(
                .damagedTask, "the schema of the task is missing or damaged on disk; submit the molecule again")
        }
        do {
            var schema = try BespokeOptimizationSchema(text: document)
            schema.initialForceField = forceField
            self.init(schema: schema, name: row["name"], priority: row["priority"])
        } catch {
            throw StoreError(
                .damagedTask, "the schema of the task can not be read (\(error.reason)); submit the molecule again")
        }
    }
}

extension Error {
    /// The reason in one line.
    var reason: String {
        let text = "\(self)".split(whereSeparator: \.isNewline).joined(separator: " ")
        return text.count > 200 ? text.prefix(200) + "…" : text
    }
}
