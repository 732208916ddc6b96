internal import Foundation
public import JSON

/// A folder of recorded results of established software, one file a kind, JSON or gzip'd JSON.
public struct RecordedSet: Sendable {
    /// The force field of files that name none.
    static let primaryForceField = "openff_unconstrained-2.2.1.offxml"

    /// The target bonds of files that name none: BespokeFit's default.
    static let rotatableBonds = "[!#1]~[!$(*#*)&!D1:1]-,=;!@[!$(*#*)&!D1:2]~[!#1]"

    /// Names of the files without `.json` or `.json.gz`, sorted.
    public let names: [String]
    /// Names of entries that are neither, sorted.
    public let others: [String]
    private let folder: URL
    private let fileNames: [String: String]
    private let molecules: [String: JSON]

    /// The set in a folder.
    ///
    /// - Throws: ``RecordError`` when there is no such folder.
    public init(folder path: String) throws(RecordError) {
        folder = URL(fileURLWithPath: path)
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw RecordError("there is no folder '\(path)'")
        }
        var fileNames: [String: String] = [:]
        var others: [String] = []
        for entry in entries.sorted() {
            if let ending = [".json", ".json.gz"].first(where: entry.hasSuffix) {
                fileNames[String(entry.dropLast(ending.count))] = entry
            } else {
                others.append(entry)
            }
        }
        (self.fileNames, self.others, names) = (fileNames, others, fileNames.keys.sorted())
        guard let entry = fileNames["molecules"],
            let file = try? Self.read(folder.appendingPathComponent(entry))
        else {
            molecules = [:]
            return
        }
        molecules = Dictionary(
            (file["molecules"]?.array ?? []).compactMap { record in record["name"]?.string.map { ($0, record) } }
        ) { first, _ in first }
    }

    /// The content of a file; nil if there is none of this name.
    ///
    /// - Throws: ``RecordError`` when it is no JSON.
    public func file(_ name: String) throws(RecordError) -> JSON? {
        guard let entry = fileNames[name] else { return nil }
        return try Self.read(folder.appendingPathComponent(entry))
    }

    /// The record of a molecule in `molecules.json`.
    ///
    /// - Throws: ``RecordError`` when it has none.
    public func molecule(_ name: String) throws(RecordError) -> JSON {
        guard let record = molecules[name] else { throw RecordError("no record of this name in molecules.json") }
        return record
    }

    private static func read(_ file: URL) throws(RecordError) -> JSON {
        do {
            return try JSON.parse(bytes: try [UInt8](bytes(of: file)))
        } catch {
            throw RecordError("'\(file.lastPathComponent)' cannot be read: \(error)")
        }
    }

    private static func bytes(of file: URL) throws -> Data {
        guard file.pathExtension == "gz" else { return try Data(contentsOf: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }
}
