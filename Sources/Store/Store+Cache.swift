public import Executor
internal import GRDB
public import Workflow

extension Store {
    /// How much finished work is kept, by kind.
    ///
    /// - Throws: ``StoreError``.
    public func cacheStatistics() throws(StoreError) -> [CacheStatistics] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT kind, count(*) AS entries, sum(bytes) AS bytes FROM work
                    WHERE status = 'finished' GROUP BY kind
                    """)
            let sizes = Dictionary(rows.map { ($0["kind"] as String, $0) }) { $1 }
            let hits = Dictionary(
                try Row.fetchAll(database, sql: "SELECT kind, count FROM hit").map {
                    ($0["kind"] as String, $0["count"] as Int)
                }
            ) { $1 }
            return WorkRequest.Kind.allCases.map { kind in
                CacheStatistics(
                    kind: kind, entries: sizes[kind.rawValue]?["entries"] ?? 0,
                    bytes: sizes[kind.rawValue]?["bytes"] ?? 0, hits: hits[kind.rawValue] ?? 0)
            }
        }
    }

    /// Finished work of a kind, a page at a time, in the order of their keys after one; without what can not be read.
    ///
    /// - Throws: ``StoreError``.
    public func cacheEntries(kind: WorkRequest.Kind?, after key: String, limit: Int) throws(StoreError)
        -> [CacheEntry]
    {
        try read { database in
            var (entries, last): ([CacheEntry], String) = ([], key)
            while entries.count < limit {
                let rows = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT key, kind, result FROM work WHERE status = 'finished' AND key > ? AND kind = coalesce(?, kind)
                        ORDER BY key LIMIT ?
                        """, arguments: [last, kind?.rawValue, limit - entries.count])
                guard let end = rows.last else { break }
                last = end["key"]
                entries += rows.compactMap { entry($0) }
            }
            return entries
        }
    }

    private func entry(_ row: Row) -> CacheEntry? {
        guard let kind = WorkRequest.Kind(rawValue: row["kind"]), let text = try? text(row["result"]),
            let result = try? Coding.value(WorkResult.self, from: text)
        else { return nil }
        return CacheEntry(key: row["key"], kind: kind, result: result)
    }

    /// Adds finished work; what is finished or being done already is left alone. Returns how much was new.
    ///
    /// - Throws: ``StoreError``.
    public func addCacheEntries(_ entries: [CacheEntry], at now: Double) throws(StoreError) -> Int {
        try transaction(at: now) { transaction in
            try entries.count { try transaction.addFinishedWork($0) }
        }
    }

    /// Deletes finished work that no unfinished task needs: what was neither made nor used in a number of days, and not
    /// since the oldest running task began. Failed and given-up work of that age goes too.
    ///
    /// - Returns: how much finished work was deleted.
    /// - Throws: ``StoreError``.
    public func cleanCache(kind: WorkRequest.Kind?, olderThanDays days: Double?, at now: Double) throws(StoreError)
        -> Int
    {
        try transaction(at: now) { transaction in
            try transaction.deleteWork(kind: kind, usedBefore: days.map { now - $0 * 86_400 })
        }
    }
}

extension Transaction {
    fileprivate func addFinishedWork(_ entry: CacheEntry) throws -> Bool {
        let text = try Coding.text(entry.result)
        try execute(
            """
            INSERT INTO work (key, id, kind, status, result, bytes, used, moment)
            VALUES (?, ?, ?, 'finished', ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET status = 'finished', result = excluded.result, bytes = excluded.bytes,
                request = NULL, failure = NULL, used = excluded.used, moment = excluded.moment
            WHERE status IN ('failed', 'abandoned')
            """,
            [
                entry.key, WorkRequest.id(ofKey: entry.key), entry.kind.rawValue, try column(text), text.utf8.count,
                now, moment,
            ])
        let isNew = database.changesCount == 1
        if isNew { try execute("DELETE FROM job WHERE work = (SELECT number FROM work WHERE key = ?)", [entry.key]) }
        return isNew
    }

    fileprivate func deleteWork(kind: WorkRequest.Kind?, usedBefore limit: Double?) throws -> Int {
        let statuses = try String.fetchAll(
            database,
            sql: """
                DELETE FROM work WHERE status <> 'live' AND kind = coalesce(?, kind) AND used <= coalesce(?, used)
                    AND moment < (SELECT coalesce(min(began_moment), ?) FROM task WHERE place = 1)
                RETURNING status
                """, arguments: [kind?.rawValue, limit, moment])
        return statuses.count { $0 == "finished" }
    }
}
