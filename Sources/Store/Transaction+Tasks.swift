internal import Executor
internal import GRDB
internal import JSON
internal import Workflow

extension Transaction {
    func addTask(_ id: Int, _ submission: Submission) throws {
        var schema = submission.schema
        schema.initialForceField = ""
        try execute(
            """
            INSERT INTO task (id, name, smiles, status, priority, submitted, detail, schema, force_field)
            VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?, ?)
            """,
            [
                id, submission.name, submission.schema.smiles, submission.priority, now,
                try Coding.text(TaskDetail(TaskState(id: String(id), schema: submission.schema))),
                try column(schema.json.text()),
                try column(submission.schema.initialForceField, limit: StoredText.sharedLimit),
            ])
    }

    func changeTask(_ id: Int, _ status: TaskStatus, _ detail: TaskDetail) throws {
        try changeRow(
            """
            UPDATE task SET status = ?, detail = ?, began = coalesce(began, ?),
                began_moment = coalesce(began_moment, ?)
            WHERE id = ? AND finished IS NULL
            """, [status.rawValue, try Coding.text(detail), now, moment, id], of: "task \(id)")
    }

    func finishTask(
        _ id: Int, _ status: TaskStatus, _ detail: TaskDetail, results: String?, report: String?
    ) throws {
        let begins = status == .success
        try changeRow(
            """
            UPDATE task SET status = ?, detail = ?, finished = ?, results = ?, report = ?,
                began = coalesce(began, ?), began_moment = coalesce(began_moment, ?)
            WHERE id = ? AND finished IS NULL
            """,
            [
                status.rawValue, try Coding.text(detail), now, try column(results), try column(report),
                begins ? now : nil, begins ? moment : nil, id,
            ], of: "task \(id)")
    }

    func resetTask(_ id: Int, _ detail: TaskDetail) throws {
        try changeRow(
            """
            UPDATE task SET status = 'waiting', detail = ?, began = NULL, began_moment = NULL, finished = NULL,
                results = NULL, report = NULL
            WHERE id = ? AND status <> 'waiting'
            """, [try Coding.text(detail), id], of: "task \(id)")
    }

    /// Ends an unfinished task whose schema can not be read; returns false for a finished one, which keeps its results.
    func giveUpTask(_ id: Int, _ reason: String) throws -> Bool {
        let sql = "SELECT detail FROM task WHERE id = ? AND finished IS NULL"
        guard let column = try String.fetchOne(database, sql: sql, arguments: [id]) else { return false }
        var detail = TaskDetail(text: column)
        detail.warnings.append(reason)
        try finishTask(id, .errored, detail, results: nil, report: nil)
        try note(id, .finished, "\(TaskStatus.errored.rawValue): \(reason)")
        return true
    }
}
