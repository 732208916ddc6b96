internal import ElectronicStructure
internal import Foundation
internal import Glibc

/// A program in a process group and a folder of its own, spoken to in lines over its standard input and output.
///
/// Its standard error goes to a file of the folder. Whoever holds the value must call ``end()``, once.
struct ChildProcess: Sendable {
    /// The process, which leads its group.
    let identifier: pid_t
    /// The folder the program works in, removed at the end.
    let folder: String
    private let input: Int32
    private let output: Int32
    private var pending: [UInt8] = []

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - arguments: the path of the program and its arguments.
    ///   - environment: all variables it sees.
    ///   - files: texts written into its folder first, by name.
    ///   - parent: where its folder is made; nil for the system's temporary folder.
    /// - Throws: ``ElectronicStructureError`` of kind `resource` when it cannot be started.
    init(
        arguments: [String], environment: [String: String], files: [String: [UInt8]], in parent: String?
    ) throws(ElectronicStructureError) {
        folder = try Self.newFolder(in: parent, holding: files)
        var variables = environment
        variables["OPENFF_BESPOKE_QC_FOLDER"] = folder
        do {
            (identifier, input, output) = try Self.started(arguments, variables, in: folder)
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    /// Ends the program with everything it started, and removes its folder.
    ///
    /// It gets a second to end by itself once its input is closed.
    func end() {
        close(input)
        var status: Int32 = 0
        var isGone = false
        for _ in 0..<50 where !isGone {
            isGone = waitpid(identifier, &status, WNOHANG) != 0
            if !isGone { usleep(20_000) }
        }
        kill(-identifier, SIGKILL)
        if !isGone { waitpid(identifier, &status, 0) }
        close(output)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Kills the program with everything it started; ``end()`` is still to be called.
    func interrupt() { kill(-identifier, SIGKILL) }

    /// Sends a line, without its newline character.
    ///
    /// - Returns: false when the program has ended.
    func send(_ line: String) -> Bool {
        let bytes = Array((line + "\n").utf8)
        var start = 0
        while start < bytes.count {
            let written = BrokenPipe.ignored {
                bytes[start...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return false }
            start += written
        }
        return true
    }

    /// What came instead of a line.
    enum Silence: Error {
        /// The program has ended.
        case ended
        /// The deadline passed.
        case late
        /// The surrounding task was cancelled.
        case cancelled
    }

    /// The next line of the program's output.
    ///
    /// - Throws: ``Silence``.
    mutating func line(until deadline: ContinuousClock.Instant) throws(Silence) -> String {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeSubrange(...end)
                return line
            }
            guard ContinuousClock.now < deadline else { throw .late }
            guard !Task.isCancelled else { throw .cancelled }
            var watched = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, 100) > 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(output, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .ended }
            pending += buffer[..<count]
        }
    }

    /// The end of what the program wrote to its standard error.
    var complaint: String {
        let text = (try? String(contentsOfFile: folder + "/" + Self.errorFile, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return String(lines.filter { !$0.isEmpty }.suffix(3).joined(separator: " | ").suffix(600))
    }

    static let errorFile = "stderr.txt"

    private static func newFolder(
        in parent: String?, holding files: [String: [UInt8]]
    ) throws(ElectronicStructureError) -> String {
        let parent = parent ?? FileManager.default.temporaryDirectory.path
        let path = parent + "/openff-bespoke-qc-" + UUID().uuidString
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name)) }
        } catch {
            throw ElectronicStructureError(.resource, "no working folder can be made in \(parent): \(error)")
        }
        return path
    }
}
