internal import GRDB
internal import Workflow

extension Store {
    /// A piece of work by its id, or nil.
    ///
    /// - Throws: ``StoreError`` `damagedText` for a result that can not be read.
    public func work(id: String) throws(StoreError) -> WorkRow? {
        try read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT key, kind, status, result, failure FROM work WHERE id = ?")
            guard let row = try Row.fetchOne(statement, arguments: [id]),
                let kind = WorkRequest.Kind(rawValue: row["kind"]),
                let status = WorkRow.Status(rawValue: row["status"])
            else { return nil }
            var work = WorkRow(key: row["key"], kind: kind, status: status)
            do {
                work.result = try (row["result"] as String?).map { try Coding.value(WorkResult.self, from: text($0)) }
                work.failure = try (row["failure"] as String?).map { try Coding.value(WorkFailure.self, from: $0) }
            } catch {
                throw StoreError(
                    .damagedText,
                    "the result of work \(id) can not be read (\(error.reason)); it is done again when a task needs it")
            }
            return work
        }
    }

    /// The text of a column, from its file when it has one.
    func text(_ column: String) throws(StoreError) -> String {
        guard let hash = StoredText.hash(column) else { return column }
        guard let text = files.text(hash) else {
            throw StoreError(.damagedText, "\(files.path(hash)) is missing or damaged")
        }
        return text
    }
}
