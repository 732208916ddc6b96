internal import Foundation
internal import GRDB

/// The executor's memory: one database with tasks, work, jobs, results and events, and files for large texts beside it.
///
/// One process owns the directory. Every transition is one transaction, on disk when the call returns; nothing that was
/// said to be accepted or finished is lost, whatever ends the process.
public final class Store: Sendable {
    /// The name of the database in its directory.
    public static let fileName = "executor.sqlite"

    /// The directory of the database.
    public let directory: String
    /// How many servers have opened the database, with this one.
    public let epoch: Int
    let pool: DatabasePool
    let files: ObjectFiles
    private let lock: DirectoryLock

    /// Opens the store in a directory, which is made where it is missing; takes back what an earlier server had given to
    /// workers.
    ///
    /// - Throws: ``StoreError`` when another server uses the directory, when it cannot be written, when the database is
    ///   damaged or was made by a newer program.
    public init(directory: String) throws(StoreError) {
        self.directory = directory
        try ObjectFiles.makeDirectory(directory)
        lock = try DirectoryLock(directory: directory)
        files = try ObjectFiles(directory: directory + "/objects")
        do {
            pool = try DatabasePool(path: "\(directory)/\(Self.fileName)", configuration: Self.configuration)
            try Self.check(pool, directory)
            try Migrations.migrator.migrate(pool)
            epoch = try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                var epoch = 0
                try database.inTransaction {
                    try Transaction.voidLeases(database)
                    epoch = try Int.fetchOne(database, sql: "UPDATE server SET epoch = epoch + 1 RETURNING epoch") ?? 0
                    return .commit
                }
                return epoch
            }
            let hashes = try pool.read { try String.fetchSet($0, sql: "SELECT hash FROM object") }
            files.sweep(keeping: hashes)
        } catch {
            throw StoreError(error, in: directory)
        }
    }

    /// Closes the database, with all of it in its one file; the directory is free for another server after this. A
    /// store that is closed stays so.
    ///
    /// - Throws: ``StoreError`` when reads are under way.
    public func close() throws(StoreError) {
        do {
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            try pool.close()
        } catch DatabaseError.SQLITE_MISUSE {
            return
        } catch {
            throw StoreError(error, in: directory)
        }
        lock.release()
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.label = "store"
        return configuration
    }

    private static func check(_ pool: DatabasePool, _ directory: String) throws {
        try pool.read { database in
            guard try !Migrations.migrator.hasBeenSuperseded(database) else {
                throw StoreError(
                    .newer,
                    "the database in \(directory) was made by a newer version of openff-bespoke; "
                        + "use that version, or another directory")
            }
            let problems = try String.fetchAll(database, sql: "PRAGMA quick_check(3)")
            guard problems == ["ok"] else {
                throw StoreError.corrupted(problems.joined(separator: "; "), in: directory)
            }
        }
    }

    /// Carries out one transaction at a time [s since 1970]; whatever the closure throws, nothing of it is kept.
    ///
    /// A scheduler that was changed in a transaction that threw no longer fits to what is on disk; restore another one.
    /// Try again as long as the error's cause is `damagedTask`: each time one more such task has been set to errored.
    ///
    /// - Parameters:
    ///   - now: the time of day [s since 1970].
    ///   - isLasting: whether it must outlive a failure of power, and so waits for the disk. One that need not outlives the
    ///     death of the process all the same, and a failure of power once a later one was lasting.
    ///   - body: looks things up and leaves what is to be written down.
    /// - Throws: ``StoreError``; other errors of the closure as one of cause `disk`.
    public func transaction<Value>(
        at now: Double, isLasting: Bool = true, _ body: (inout Transaction) throws -> Value
    ) throws(StoreError) -> Value {
        do {
            return try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = \(isLasting ? "FULL" : "NORMAL")")
                return try carryOut(on: database, at: now, body)
            }
        } catch {
            throw StoreError(error, in: directory)
        }
    }

    private func carryOut<Value>(
        on database: Database, at now: Double, _ body: (inout Transaction) throws -> Value
    ) throws -> Value {
        var result: Result<Value, any Error>?
        var (ledger, unused): (Ledger?, [String]) = (nil, [])
        do {
            try database.inTransaction(.immediate) {
                var transaction = try Transaction(database, files: files, now: now)
                ledger = transaction.ledger
                result = .success(try body(&transaction))
                unused = try transaction.dropUnusedObjects()
                return .commit
            }
        } catch {
            unused = (try? unreferenced(ledger?.writtenFiles ?? [], on: database)) ?? []
            result = .failure(giveUp(ledger?.damagedTask, on: database, at: now) ?? error)
        }
        for hash in unused { files.remove(hash) }
        guard let result else { throw StoreError(.inconsistent, "a transaction had no outcome") }
        return try result.get()
    }

    private func unreferenced(_ hashes: Set<String>, on database: Database) throws -> [String] {
        try hashes.filter { hash in
            try String.fetchOne(database, sql: "SELECT hash FROM object WHERE hash = ?", arguments: [hash]) == nil
        }
    }

    /// Sets a task whose schema can not be read to errored; the error to throw when the task has finished already.
    private func giveUp(_ task: (id: Int, reason: String)?, on database: Database, at now: Double) -> StoreError? {
        guard let task else { return nil }
        var isGivenUp = false
        try? database.inTransaction(.immediate) {
            isGivenUp = try Transaction(database, files: files, now: now).giveUpTask(task.id, task.reason)
            return .commit
        }
        return isGivenUp ? nil : StoreError(.damagedText, "task \(task.id): \(task.reason)")
    }
}
