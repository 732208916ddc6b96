internal import Foundation

/// A compression of files, done by the system's program of that name.
enum Compression: String, CaseIterable {
    case gzip = "gz"
    case bzip2 = "bz2"
    case xz = "xz"

    private var program: String {
        switch self {
        case .gzip: "gzip"
        case .bzip2: "bzip2"
        case .xz: "xz"
        }
    }

    /// The unpacked bytes of a file.
    ///
    /// - Throws: ``FileError`` when the file is not compressed in this way, or the program is missing.
    func unpacked(_ path: String) throws(FileError) -> Data {
        try output(of: ["-dc"], input: path, named: path)
    }

    /// The packed form of some bytes, without time stamp or name.
    ///
    /// - Throws: ``FileError`` when the program is missing.
    func packed(_ bytes: Data, for path: String) throws(FileError) -> Data {
        let file = FileManager.default.temporaryDirectory.appending(path: "openff-bespoke-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        do { try bytes.write(to: file) } catch {
            throw FileError(.unwritable, "\(path) could not be written: \(error.localizedDescription)")
        }
        return try output(of: ["-c"], input: file.path, named: path)
    }

    private func output(of arguments: [String], input: String, named path: String) throws(FileError) -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle(forReadingAtPath: input)
        process.standardOutput = output
        process.standardError = errors
        do { try process.run() } catch {
            throw FileError(.unreadable, "\(path): \(program) could not be started: \(error.localizedDescription)")
        }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let reason = message.split(whereSeparator: \.isNewline).joined(separator: " ")
            throw FileError(.malformed, "\(path) could not be read or written by \(program): \(reason)")
        }
        return bytes
    }
}
