internal import Executor
internal import GRDB

extension Transaction {
    /// How many events are kept.
    static let keptEvents = 200_000

    /// Adds a line to the feed; old ones are dropped now and then.
    func note(_ task: Int?, _ kind: ExecutorEvent.Kind, _ message: String) throws {
        try execute(
            "INSERT INTO event (time, task, kind, message) VALUES (?, ?, ?, ?)", [now, task, kind.rawValue, message])
        let sequence = Int(database.lastInsertedRowID)
        ledger.events.append(
            ExecutorEvent(sequence: sequence, time: now, task: task, kind: kind, message: message))
        if sequence.isMultiple(of: 1000) {
            try execute("DELETE FROM event WHERE seq <= ?", [sequence - Self.keptEvents])
        }
    }
}
