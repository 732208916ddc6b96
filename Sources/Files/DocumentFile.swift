internal import Foundation
public import JSON

/// A file with one JSON value, as JSON or YAML text, compressed or not: what its extensions say.
public struct DocumentFile: Sendable {
    /// Where the file is.
    public let path: String
    private let format: Format
    private let compression: Compression?

    private enum Format: String {
        case json, yaml, yml
    }

    /// The extensions that a file may have, for messages.
    public static let extensions = ".json, .yaml or .yml, each also with .gz, .bz2 or .xz behind it"

    /// A file by its path.
    ///
    /// - Throws: ``FileError`` for an extension that is not known.
    public init(path: String) throws(FileError) {
        var names = path.split(separator: "/").last?.split(separator: ".").dropFirst().map { $0.lowercased() } ?? []
        compression = names.last.flatMap(Compression.init(rawValue:))
        if compression != nil { names.removeLast() }
        guard let format = names.last.flatMap(Format.init(rawValue:)) else {
            throw FileError(.unknownExtension, "\(path) has an unknown extension: use \(Self.extensions)")
        }
        (self.path, self.format) = (path, format)
    }

    /// The value in the file.
    ///
    /// - Throws: ``FileError`` that names the file, and the line at which its text is malformed.
    public func read() throws(FileError) -> JSON {
        guard let stored = FileManager.default.contents(atPath: path) else {
            throw FileError(.unreadable, "\(path) could not be read: there is no such file, or it may not be read")
        }
        let bytes = try compression?.unpacked(path) ?? stored
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw FileError(.malformed, "\(path) is not UTF-8 text")
        }
        do {
            switch format {
            case .json: return try JSON.parse(text)
            case .yaml, .yml: return try YAMLText.json(text)
            }
        } catch {
            throw FileError(.malformed, "\(path): \(error)")
        }
    }

    /// Writes a value, wholly or not at all; numbers and the order of keys are kept.
    ///
    /// - Throws: ``FileError`` with the path and the reason.
    public func write(_ value: JSON) throws(FileError) {
        let text: String
        switch format {
        case .json: text = value.text(indent: 2) + "\n"
        case .yaml, .yml: text = try YAMLText.text(value, for: path)
        }
        let plain = Data(text.utf8)
        let bytes = try compression?.packed(plain, for: path) ?? plain
        do { try bytes.write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw FileError(.unwritable, "\(path) could not be written: \(error.localizedDescription)")
        }
    }
}
