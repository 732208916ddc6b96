public import Executor
internal import GRDB
public import Workflow

extension Transaction: WorkLibrary {
    /// The result of work that succeeded. One that can not be read is forgotten, with an event that says so.
    ///
    /// - Throws: what the database says.
    public func result(ofWork key: String) throws -> WorkResult? {
        let statement = try database.cachedStatement(
            sql: "SELECT result FROM work WHERE key = ? AND status = 'finished'")
        guard let column = try String.fetchOne(statement, arguments: [key]) else { return nil }
        guard let text = text(column) else {
            try forgetWork(key, "is missing or damaged on disk")
            return nil
        }
        do {
            return try Coding.value(WorkResult.self, from: text)
        } catch {
            try forgetWork(key, "can not be read (\(error.reason))")
            return nil
        }
    }

    /// The reports of the finished jobs of unfinished work, by name; without those that can not be read, of which an
    /// event tells.
    ///
    /// - Throws: what the database says.
    public func reports(ofWork key: String) throws -> [String: JobReport] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT name, report FROM job
                WHERE work = (SELECT number FROM work WHERE key = ?) AND status = 'reported'
                """)
        var reports: [String: JobReport] = [:]
        for row in try Row.fetchAll(statement, arguments: [key]) {
            let name: String = row["name"]
            do {
                guard let text = text(row["report"]) else { throw StoreError(.damagedText, "its file is damaged") }
                reports[name] = try Coding.value(JobReport.self, from: text)
            } catch {
                try note(
                    nil, .warning,
                    "the report of the job \(name) of work \(WorkRequest.id(ofKey: key)) can not be read "
                        + "(\(error.reason)) and counts as not there")
            }
        }
        return reports
    }

    /// The attempts that count of the unfinished jobs of unfinished work, by name.
    ///
    /// - Throws: what the database says.
    public func attempts(ofWork key: String) throws -> [String: Int] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT name, attempts FROM job
                WHERE work = (SELECT number FROM work WHERE key = ?) AND status <> 'reported' AND attempts > 0
                """)
        let rows = try Row.fetchAll(statement, arguments: [key])
        return Dictionary(rows.map { ($0["name"], $0["attempts"]) }) { $1 }
    }

    /// What a task was submitted with.
    ///
    /// - Throws: ``StoreError`` `notFound`; `damagedTask` when it can not be read: the end of the transaction then sets the
    ///   task to errored, or throws `damagedText` if it has finished already.
    public func submission(ofTask id: Int) throws -> Submission {
        let statement = try database.cachedStatement(sql: "SELECT \(Submission.columns) FROM task WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else {
            throw StoreError(.notFound, "there is no task \(id)")
        }
        do {
            return try Submission(row) { text($0) }
        } catch {
            ledger.damagedTask = (id, error.message)
            throw error
        }
    }
}
