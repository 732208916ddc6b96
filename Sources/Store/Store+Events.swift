public import Executor
internal import GRDB

extension Store {
    /// Events with a sequence number above one, the oldest first; of one task, or of all.
    ///
    /// - Throws: ``StoreError``.
    public func events(after sequence: Int, task: Int?, limit: Int) throws(StoreError) -> [ExecutorEvent] {
        let condition = task == nil ? "" : "AND task = ?"
        return try read { database in
            let rows = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT seq, time, task, kind, message FROM event WHERE seq > ? \(condition)
                        ORDER BY seq LIMIT ?
                        """),
                arguments: StatementArguments([sequence] + (task.map { [$0] } ?? []) + [max(0, limit)]))
            return rows.compactMap { row in
                ExecutorEvent.Kind(rawValue: row["kind"]).map {
                    ExecutorEvent(
                        sequence: row["seq"], time: row["time"], task: row["task"], kind: $0, message: row["message"])
                }
            }
        }
    }

    /// The sequence number of the last event; 0 before the first.
    ///
    /// - Throws: ``StoreError``.
    public func lastSequence() throws(StoreError) -> Int {
        try read { database in
            try Int.fetchOne(database.cachedStatement(sql: "SELECT max(seq) FROM event")) ?? 0
        }
    }
}
