internal import Executor

/// What one transaction has done besides changing rows; lives no longer than the transaction.
final class Ledger {
    /// Hashes of files that were written for it.
    var writtenFiles: Set<String> = []
    /// The events that it has written down.
    var events: [ExecutorEvent] = []
    /// The task whose schema can not be read, and why.
    var damagedTask: (id: Int, reason: String)?
}
