public import Executor
internal import GRDB
internal import Workflow

/// One transaction on the store: what a scheduler looks up in it and what it leaves to be written down are of one moment,
/// and come to the disk as a whole or not at all.
///
/// It may not be kept beyond the closure that it was given to.
public struct Transaction {
    let database: Database
    let files: ObjectFiles
    let ledger = Ledger()
    /// The time that is written down [s since 1970].
    let now: Double
    /// The number of this transaction, greater than that of any before it.
    let moment: Int

    init(_ database: Database, files: ObjectFiles, now: Double) throws {
        (self.database, self.files, self.now) = (database, files, now)
        let row = try database.cachedStatement(
            sql: "UPDATE server SET moment = moment + 1 RETURNING moment")
        moment = try Int.fetchOne(row) ?? 0
    }

    /// An id for a new task, greater than all before it, also than those of tasks that are gone.
    ///
    /// - Throws: what the database says.
    public func nextTaskID() throws -> Int {
        let statement = try database.cachedStatement(
            sql: "UPDATE server SET last_task = last_task + 1 RETURNING last_task")
        return try Int.fetchOne(statement) ?? 0
    }

    /// Writes changes down, in their order.
    ///
    /// - Returns: the events of the transaction so far with their sequence numbers, those included that tell of something
    ///   that could not be read.
    /// - Throws: ``StoreError`` `inconsistent` for a change that does not fit, and what the database says.
    @discardableResult
    public func apply(_ changes: [Change]) throws -> [ExecutorEvent] {
        for change in changes { try apply(change) }
        return ledger.events
    }

    private func apply(_ change: Change) throws {
        switch change {
        case .taskAdded(let id, let submission): try addTask(id, submission)
        case .taskChanged(let id, let status, let detail): try changeTask(id, status, detail)
        case .taskFinished(let id, let status, let detail, let results, let report):
            try finishTask(id, status, detail, results: results, report: report)
        case .taskReset(let id, let detail): try resetTask(id, detail)
        case .priorityChanged(let id, let priority):
            try changeRow("UPDATE task SET priority = ? WHERE id = ?", [priority, id], of: "task \(id)")
        case .workBegan(let key, let kind, let request): try beginWork(key, kind, request)
        case .workFound(let key): try findWork(key)
        case .workEnded(let key, let outcome): try endWork(key, outcome)
        case .workAbandoned(let key): try abandonWork(key)
        case .jobAdded(let id, let kind): try addJob(id, kind)
        case .jobLeased(let id, let token, let worker): try leaseJob(id, token: token, worker: worker)
        case .jobReported(let id, let token, let report): try reportJob(id, token: token, report)
        case .jobReleased(let id, let attempts): try releaseJob(id, attempts: attempts)
        case .event(let task, let kind, let message): try note(task, kind, message)
        }
    }

    /// Executes a statement.
    func execute(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// Executes a statement that must change exactly one row.
    func changeRow(_ sql: String, _ arguments: StatementArguments, of subject: String) throws {
        try execute(sql, arguments)
        guard database.changesCount == 1 else {
            throw StoreError(.inconsistent, "a change of \(subject) does not fit to what is written down of it")
        }
    }
}
