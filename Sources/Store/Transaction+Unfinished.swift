internal import Executor
internal import GRDB
internal import Workflow

extension Transaction {
    /// Gives the unfinished tasks and requests to a new scheduler, which begins their work anew in this transaction.
    ///
    /// Every lease is void from then on, without counting as an attempt, and work that nobody begins again is given up.
    /// Requests that can not be read are given up too, with an event.
    ///
    /// - Throws: what the database says.
    public func takeUpUnfinished() throws -> Unfinished {
        var unfinished = Unfinished()
        let rows = try Row.fetchAll(
            database, sql: "SELECT id, status, priority FROM task WHERE place < 2 ORDER BY place, id")
        for row in rows {
            if row["status"] == TaskStatus.waiting.rawValue {
                unfinished.waiting.append((id: row["id"], priority: row["priority"]))
            } else {
                unfinished.running.append(row["id"])
            }
        }
        unfinished.requests = try takeUpRequests()
        try execute("UPDATE work SET status = 'abandoned' WHERE status = 'live' AND request IS NULL")
        try Self.voidLeases(database)
        return unfinished
    }

    private func takeUpRequests() throws -> [WorkRequest] {
        let sql = "SELECT key, request FROM work WHERE status = 'live' AND request IS NOT NULL ORDER BY number"
        var requests: [WorkRequest] = []
        for row in try Row.fetchAll(database, sql: sql) {
            if let text = text(row["request"]), let request = try? Coding.value(WorkRequest.self, from: text) {
                requests.append(request)
            } else {
                let id = WorkRequest.id(ofKey: row["key"])
                try abandonWork(row["key"])
                try note(nil, .warning, "the request for work \(id) can not be read and is given up; ask again")
            }
        }
        return requests
    }

    /// Makes the jobs that were in the hands of workers ready again.
    static func voidLeases(_ database: Database) throws {
        try database.execute(
            sql: "UPDATE job SET status = 'ready', token = NULL, worker = NULL WHERE token IS NOT NULL")
    }
}
