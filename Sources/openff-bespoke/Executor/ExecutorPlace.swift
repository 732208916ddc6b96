import Foundation
import Workflow

/// The note that a running executor leaves in its folder, so that others find it.
struct ExecutorPlace {
    /// What the note says.
    struct Contents: Codable {
        var pid: Int32
        var address: String
        var port: Int
        var version: String

        /// Whether the process is there.
        var isAlive: Bool { kill(pid, 0) == 0 || errno == EPERM }
    }

    private let path: String

    init(directory: String) { path = directory + "/executor.json" }

    /// What the note says; nil where there is none.
    var contents: Contents? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? JSONDecoder().decode(Contents.self, from: data)
    }

    /// Leaves a note of this process.
    func write(address: String, port: Int) throws {
        let contents = Contents(pid: getpid(), address: address, port: port, version: Program.version)
        try AtomicFile.write(String(decoding: try JSONEncoder().encode(contents), as: UTF8.self), to: path)
    }

    /// Takes the note away.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
