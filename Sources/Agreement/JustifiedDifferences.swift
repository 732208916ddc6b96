/// Differences that are known and no fault, each with its reason.
///
/// One a line: `line | quantity | record | reason`; `*` stands for any record; `#` starts a comment.
public struct JustifiedDifferences: Sendable {
    private struct Entry {
        let line, quantity, record, reason: String
    }

    private let entries: [Entry]

    /// The differences in a text.
    ///
    /// - Throws: ``RecordError`` that names a line without four parts.
    public init(_ text: String) throws(RecordError) {
        var entries: [Entry] = []
        for (number, row) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard row.contains(where: { !$0.isWhitespace }), !row.hasPrefix("#") else { continue }
            let parts = row.split(separator: "|").map { String($0.drop { $0 == " " }.reversedTrim) }
            guard parts.count == 4, parts.allSatisfy({ !$0.isEmpty }) else {
                throw RecordError(
                    "line \(number + 1) of the list of differences is not 'line | quantity | record | reason'")
            }
            entries.append(Entry(line: parts[0], quantity: parts[1], record: parts[2], reason: parts[3]))
        }
        self.entries = entries
    }

    func reason(line: String, quantity: String, record: String) -> String? {
        entries.first {
            $0.line == line && $0.quantity == quantity && ($0.record == "*" || $0.record == record)
        }?.reason
    }
}

extension Substring {
    fileprivate var reversedTrim: Substring {
        var result = self
        while result.last == " " { result.removeLast() }
        return result
    }
}
