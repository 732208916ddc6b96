/// A text as it stands in a column: itself, or, when it is large, the name of a file beside the database.
enum StoredText {
    /// What the name of a file begins with; no JSON text does.
    static let prefix = "sha512:"
    /// The size from which a text goes to a file [byte].
    static let limit = 16_384

    /// The hash of the file that a column names.
    static func hash(_ column: String) -> String? {
        column.hasPrefix(prefix) ? String(column.dropFirst(prefix.count)) : nil
    }
}
