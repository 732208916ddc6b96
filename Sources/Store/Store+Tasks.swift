public import Executor
internal import GRDB

extension Store {
    /// A task, or nil when there is none with this id.
    ///
    /// - Throws: ``StoreError``.
    public func task(_ id: Int) throws(StoreError) -> TaskView? {
        try read { database in
            try Row.fetchOne(
                database.cachedStatement(sql: "SELECT \(TaskView.columns) FROM task WHERE id = ?"), arguments: [id]
            ).flatMap(TaskView.init)
        }
    }

    /// A page of tasks in the order asked for.
    ///
    /// - Throws: ``StoreError``.
    public func tasks(_ query: TaskQuery) throws(StoreError) -> TaskPage {
        let statuses = (query.statuses ?? Set(TaskStatus.allCases)).map(\.rawValue).sorted()
        var condition = "status IN (\(statuses.map { _ in "?" }.joined(separator: ", ")))"
        var arguments = StatementArguments(statuses)
        if !query.text.isEmpty {
            condition += " AND (instr(lower(name), lower(?)) > 0 OR id = ? OR smiles = ?)"
            arguments += [query.text, Int(query.text), query.text]
        }
        let (source, order) =
            query.order == .queue ? ("task INDEXED BY task_order", "place, id") : ("task", "id DESC")
        return try read { database in
            let total = try Int.fetchOne(
                database.cachedStatement(sql: "SELECT count(*) FROM task WHERE \(condition)"), arguments: arguments)
            let page = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT \(TaskView.columns) FROM \(source) WHERE \(condition)
                        ORDER BY \(order) LIMIT ? OFFSET ?
                        """),
                arguments: arguments + [max(0, query.limit), max(0, query.skip)])
            return TaskPage(tasks: page.compactMap(TaskView.init), total: total ?? 0)
        }
    }

    /// How many tasks there are in each state.
    ///
    /// - Throws: ``StoreError``.
    public func taskCounts() throws(StoreError) -> [TaskStatus: Int] {
        try read { database in
            let rows = try Row.fetchAll(
                database.cachedStatement(sql: "SELECT status, count(*) AS count FROM task GROUP BY status"))
            var counts: [TaskStatus: Int] = [:]
            for row in rows { TaskStatus(rawValue: row["status"]).map { counts[$0] = row["count"] } }
            return counts
        }
    }

    /// The text of a finished task's results; nil while there are none.
    ///
    /// - Throws: ``StoreError`` `damagedText` when it can not be read.
    public func results(ofTask id: Int) throws(StoreError) -> String? { try text(of: "results", ofTask: id) }

    /// The text of the report of a task's fit; nil while there is none.
    ///
    /// - Throws: ``StoreError`` `damagedText` when it can not be read.
    public func report(ofTask id: Int) throws(StoreError) -> String? { try text(of: "report", ofTask: id) }

    /// What a task was submitted with, with its present priority; nil when there is no such task.
    ///
    /// - Throws: ``StoreError`` `damagedTask` when it can not be read.
    public func submission(ofTask id: Int) throws(StoreError) -> Submission? {
        try read { database in
            let statement = try database.cachedStatement(sql: "SELECT \(Submission.columns) FROM task WHERE id = ?")
            guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
            return try Submission(row) { StoredText.hash($0).map(files.text) ?? $0 }
        }
    }

    private func text(of name: String, ofTask id: Int) throws(StoreError) -> String? {
        try read { database in
            let statement = try database.cachedStatement(sql: "SELECT \(name) FROM task WHERE id = ?")
            guard let column = try String.fetchOne(statement, arguments: [id]) else { return nil }
            guard let hash = StoredText.hash(column) else { return column }
            guard let text = files.text(hash) else {
                throw StoreError(
                    .damagedText,
                    "the \(name) of task \(id) are missing or damaged on disk (\(files.path(hash))); "
                        + "retry the task to make them again")
            }
            return text
        }
    }

    /// Reads on a snapshot, beside the writer.
    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do { return try pool.read(body) } catch { throw StoreError(error, in: directory) }
    }
}

extension TaskView {
    fileprivate static let columns = "id, smiles, name, status, priority, submitted, began, finished, detail"

    /// A task from its row; nil for a state that this program does not know.
    fileprivate init?(_ row: Row) {
        guard let status = TaskStatus(rawValue: row["status"]) else { return nil }
        self.init(
            id: row["id"], smiles: row["smiles"], name: row["name"], status: status, priority: row["priority"],
            submitted: row["submitted"], began: row["began"], finished: row["finished"],
            detail: TaskDetail(text: row["detail"]))
    }
}
