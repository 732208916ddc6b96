internal import Foundation

/// A pilot's own folder on the shared file system, which only its owner may enter.
///
/// It holds `connection.json` (how the pilot reaches the server), `script.sh`, `pilot.log`, `notes.json` (the server's
/// notes) and, where there is no route to the server, `requests`, `attempts` and `answers`.
public struct PilotFolder: Sendable {
    /// How a pilot reaches the server.
    public struct Connection: Sendable, Codable, Hashable {
        /// The pilot's id.
        public var pilot: String
        /// The server's address with scheme, and port; nil where files are used.
        public var address: String?
        /// The server's port.
        public var port: Int?
        /// What the paths of the server's routes begin with.
        public var prefix: String?
        /// The pilot's token.
        public var token: String?
        /// The categories of work that are taken; all when empty.
        public var categories: [String]
        /// After how long without an answer the pilot ends [s].
        public var patience: Double

        /// A connection.
        public init(
            pilot: String, address: String? = nil, port: Int? = nil, prefix: String? = nil, token: String? = nil,
            categories: [String] = [], patience: Double
        ) {
            (self.pilot, self.address, self.port, self.prefix) = (pilot, address, port, prefix)
            (self.token, self.categories, self.patience) = (token, categories, patience)
        }
    }

    /// Where it is.
    public let path: String

    /// A folder that may be there.
    public init(path: String) { self.path = path }

    /// The script of the pilot's job.
    public var script: String { path + "/script.sh" }
    /// What the pilot printed.
    public var log: String { path + "/pilot.log" }

    var requests: String { path + "/requests" }
    var attempts: String { path + "/attempts" }
    var answers: String { path + "/answers" }

    /// Makes the folder.
    ///
    /// - Throws: ``SpoolError`` with the path and the reason.
    public func make() throws(SpoolError) {
        for folder in [path, requests, attempts, answers] { try SharedFile.makeFolder(folder) }
    }

    /// Makes the folder, without room for requests: that of all pilots.
    ///
    /// - Throws: ``SpoolError`` with the path and the reason.
    public func makeRoot() throws(SpoolError) { try SharedFile.makeFolder(path) }

    /// Deletes the folder.
    public func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Writes the script.
    ///
    /// - Throws: ``SpoolError`` with the path and the reason.
    public func write(script text: String) throws(SpoolError) {
        try SharedFile.write(Array(text.utf8), to: script, mode: 0o700)
    }

    /// Writes how the pilot reaches the server; it looks again when it does not get through.
    ///
    /// - Throws: ``SpoolError`` with the path and the reason.
    public func write(_ connection: Connection) throws(SpoolError) {
        try write(encoding: connection, to: path + "/connection.json")
    }

    /// How the pilot reaches the server; nil while that is not written.
    public var connection: Connection? { decoded(path + "/connection.json") }

    /// Writes the server's notes.
    ///
    /// - Throws: ``SpoolError`` with the path and the reason.
    public func write(notes: some Encodable) throws(SpoolError) { try write(encoding: notes, to: path + "/notes.json") }

    /// The server's notes; nil where there are none.
    public func notes<Notes: Decodable>(as type: Notes.Type) -> Notes? { decoded(path + "/notes.json") }

    func write(encoding value: some Encodable, to path: String) throws(SpoolError) {
        guard let data = try? JSONEncoder().encode(value) else { throw SpoolError("\(path) could not be encoded") }
        try SharedFile.write([UInt8](data), to: path)
    }

    func decoded<Value: Decodable>(_ path: String) -> Value? {
        SharedFile.read(path).flatMap { try? JSONDecoder().decode(Value.self, from: $0) }
    }
}
