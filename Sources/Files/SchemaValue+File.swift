public import Workflow

extension SchemaValue {
    /// Reads a value from a `.json` or `.yaml` file, compressed or not.
    ///
    /// - Throws: ``FileError`` for a file that cannot be read or is malformed, `SchemaError` that lists every issue of its
    ///   content with the path of the key.
    public init(file path: String) throws {
        try self.init(json: DocumentFile(path: path).read())
    }

    /// Writes the value to a `.json` or `.yaml` file, compressed or not, from which it can be read back without loss.
    ///
    /// - Throws: ``FileError`` with the path and the reason.
    public func write(file path: String) throws(FileError) {
        try DocumentFile(path: path).write(json)
    }
}
