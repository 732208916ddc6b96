internal import GRDB
internal import Workflow

extension Transaction {
    /// The form of a text in a column; a large one is put into a file, which is on disk when this returns.
    func column(_ text: String?, limit: Int = StoredText.limit) throws -> String? {
        guard let text, text.utf8.count >= limit else { return text }
        let hash = sha512(text)
        if !files.contains(hash) {
            try files.write(text, hash: hash)
            ledger.writtenFiles.insert(hash)
        }
        try execute(
            "INSERT INTO object (hash, bytes, uses) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", [hash, text.utf8.count])
        return StoredText.prefix + hash
    }

    /// The text of a column; nil if its file is missing or damaged. Such a file is deleted, so that the same text can be
    /// written again.
    func text(_ column: String) -> String? {
        guard let hash = StoredText.hash(column) else { return column }
        if let text = files.text(hash) { return text }
        files.remove(hash)
        return nil
    }

    /// Forgets files that nothing refers to any more.
    ///
    /// - Returns: their hashes; the files can be deleted once the transaction is on disk.
    func dropUnusedObjects() throws -> [String] {
        try String.fetchAll(database.cachedStatement(sql: "DELETE FROM object WHERE uses = 0 RETURNING hash"))
    }
}
