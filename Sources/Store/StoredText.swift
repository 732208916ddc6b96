/// A text as it stands in a column: itself, or, when it is large, the name of a file beside the database.
enum StoredText {
    /// What the name of a file begins with; no JSON text does.
    static let prefix = "sha512:"
    /// The size from which a text goes to a file [byte]: above the report of a grid point, which lives for a short time
    /// and costs one write to disk in its row, but four in a file.
    static let limit = 65_536
    /// The same for texts that many rows share.
    static let sharedLimit = 4096

    /// The hash of the file that a column names.
    static func hash(_ column: String) -> String? {
        column.hasPrefix(prefix) ? String(column.dropFirst(prefix.count)) : nil
    }
}
