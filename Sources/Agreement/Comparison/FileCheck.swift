public import JSON

/// How one kind of recorded file is checked.
public protocol FileCheck: Sendable {
    /// The name of the file without its ending.
    var fileName: String { get }

    /// Compares every record of the file with what this package makes of the same input.
    ///
    /// - Throws: when the file as a whole cannot be compared.
    func lines(_ file: JSON, in set: RecordedSet) async throws -> [ComparisonLine]
}

extension FileCheck {
    /// A line with the comparison of every record in `molecules`, and of those that the reference refused.
    ///
    /// - Parameters:
    ///   - attempt: does with a molecule's SMILES, undefined stereochemistry not allowed, what the reference refused to do.
    func line(
        _ name: String, _ file: JSON, in set: RecordedSet, attempt: (String) throws -> Void,
        compare: (JSON, inout RecordComparison) throws -> Void
    ) -> ComparisonLine {
        var line = ComparisonLine(name)
        for record in file["molecules"]?.array ?? [] {
            guard let name = record["name"]?.string, record["error"] == nil else { continue }
            line.compare(name) { try compare(record, &$0) }
        }
        for refusal in Refusal.recorded(in: file) { line.check(refusal, in: set, attempt: attempt) }
        return line
    }
}
