import Foundation

/// A file that is there wholly or not at all.
enum AtomicFile {
    /// Writes a text under a temporary name in the same folder, then renames it.
    ///
    /// - Throws: ``HandledError`` with the path and the reason.
    static func write(_ text: String, to path: String) throws {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw HandledError("\(path) could not be written: \(error.localizedDescription)")
        }
    }
}
