public import JSON

/// One thing that is wrong with a document, and where.
public struct SchemaIssue: Sendable, Hashable {
    /// Keys and 0-based indices that lead to the value at fault.
    public let location: [JSON]
    /// What is wrong.
    public let message: String
    /// The class of the error, as pydantic names it, e.g. `value_error.missing`.
    public let type: String
}

/// A document that does not follow its schema, with every issue found.
public struct SchemaError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the document was meant to be, e.g. `BespokeWorkflowFactory`.
    public let document: String
    /// The issues in the order in which they were met; at least one.
    public let issues: [SchemaIssue]

    /// One line: every issue with the path of its key.
    public var description: String {
        let lines = issues.map { issue in
            let path = issue.location.map { $0.string ?? $0.text() }.joined(separator: " -> ")
            return path.isEmpty ? issue.message : "\(path): \(issue.message)"
        }
        return "not a valid \(document): " + lines.joined(separator: "; ")
    }
}
