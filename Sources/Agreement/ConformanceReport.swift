/// The comparison of a whole set.
public struct ConformanceReport: Sendable {
    /// A deviation with where it is.
    public struct Entry: Sendable {
        /// The line.
        public let line: String
        /// The record.
        public let record: String
        /// What was found.
        public let deviation: Deviation
        /// Why a miss is no fault, if it is in the list of justified differences.
        public let justification: String?
    }

    /// One line for each kind of comparison.
    public let lines: [ComparisonLine]
    /// Files that were not compared, with the reason.
    public let unchecked: [String]
    private let justified: JustifiedDifferences

    init(lines: [ComparisonLine], unchecked: [String], justified: JustifiedDifferences) {
        (self.lines, self.unchecked, self.justified) = (lines, unchecked, justified)
    }

    /// All deviations, the worst first.
    public var entries: [Entry] {
        let all = lines.flatMap { line in
            line.records.flatMap { record in
                record.deviations.map { deviation in
                    Entry(
                        line: line.name, record: record.name, deviation: deviation,
                        justification: deviation.isMiss
                            ? justified.reason(line: line.name, quantity: deviation.quantity, record: record.name)
                            : nil)
                }
            }
        }
        return all.sorted { $0.deviation.severity > $1.deviation.severity }
    }

    /// The deviations that are neither agreement nor justified.
    public var misses: [Entry] {
        entries.filter { $0.deviation.isMiss && $0.justification == nil && !isInformation($0.line) }
    }

    private func isInformation(_ line: String) -> Bool { line.hasSuffix("_end_to_end") }

    /// The report as text: the worst deviations, then a line for each kind.
    ///
    /// - Parameter worst: how many deviations that agree are shown; misses are shown all.
    public func text(worst: Int = 10) -> String {
        let entries = entries
        var text: [String] = []
        for entry in entries where entry.deviation.isMiss { text.append(described(entry)) }
        text += entries.lazy.filter { !$0.deviation.isMiss && $0.deviation.size > 0 }.prefix(worst).map(described)
        let bad = Dictionary(grouping: misses + entries.filter { $0.deviation.isMiss && isInformation($0.line) }) {
            $0.line
        }.mapValues { Set($0.map(\.record)) }
        for line in lines {
            let missed = bad[line.name]?.count ?? 0
            var row = "\(line.name) \(line.records.count - missed)/\(line.records.count)"
            let excused = Set(entries.filter { $0.line == line.name && $0.justification != nil }.map(\.record))
                .subtracting(bad[line.name] ?? [])
            if !excused.isEmpty { row += ", \(excused.count) with a justified difference" }
            row += line.notes.map { " (\($0))" }.joined()
            text.append(row)
            for (reason, names) in reasons(line.skipped) { text.append("  not compared: \(names): \(reason)") }
        }
        text += unchecked.map { "skipped: \($0)" }
        return text.joined(separator: "\n") + "\n"
    }

    private func reasons(_ skipped: [ComparisonLine.Skipped]) -> [(reason: String, names: String)] {
        Dictionary(grouping: skipped, by: \.reason).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.map(\.name).joined(separator: ", ")) }
    }

    private func described(_ entry: Entry) -> String {
        let deviation = entry.deviation
        let verdict =
            entry.justification.map { "justified (\($0))" } ?? (deviation.isMiss ? "MISS" : "agrees")
        let size = deviation.size.isInfinite ? "differs" : "\(deviation.size) of \(deviation.tolerance)"
        return "\(verdict): \(entry.line), \(entry.record): \(deviation.quantity): \(size). \(deviation.detail)"
    }
}
