internal import Executor
internal import GRDB
internal import Workflow

extension Submission {
    /// What a task was submitted with, from its row.
    init(_ row: Row, text: (String) -> String?) throws(StoreError) {
        guard let text = text(row["schema"]) else {
            throw StoreError(
                .damagedTask, "the schema of the task is missing or damaged on disk; submit the molecule again")
        }
        do {
            self.init(
                schema: try BespokeOptimizationSchema(text: text), name: row["name"], priority: row["priority"])
        } catch {
            throw StoreError(
                .damagedTask, "the schema of the task can not be read (\(error)); submit the molecule again")
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
