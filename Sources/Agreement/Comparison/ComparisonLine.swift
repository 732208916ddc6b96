/// The comparison of all records of one kind: a line of the report.
public struct ComparisonLine: Sendable {
    /// A record that was not compared, and why.
    public struct Skipped: Sendable, Hashable {
        /// The record.
        public let name: String
        /// Why it was not compared.
        public let reason: String
    }

    /// The name of the line, e.g. `labels`.
    public let name: String
    /// The records that were compared.
    public internal(set) var records: [RecordComparison] = []
    /// The records that were not.
    public internal(set) var skipped: [Skipped] = []
    /// What a reader should know beside it.
    public internal(set) var notes: [String] = []

    init(_ name: String) { self.name = name }

    /// Compares one record; an error of ours is a miss, what a record lacks is skipped.
    mutating func compare(_ name: String, _ body: (inout RecordComparison) throws -> Void) {
        var comparison = RecordComparison(name)
        do {
            try body(&comparison)
        } catch let error as RecordError {
            skipped.append(Skipped(name: name, reason: error.description))
        } catch {
            comparison.require("error", false, "ours fails: \(error)")
        }
        if !comparison.deviations.isEmpty {
            records.append(comparison)
        } else if skipped.last?.name != name {
            skipped.append(Skipped(name: name, reason: "nothing to compare"))
        }
    }
}
