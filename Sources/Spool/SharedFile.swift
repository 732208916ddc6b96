internal import Foundation
internal import Glibc

/// A file on a shared file system that is there wholly or not at all.
enum SharedFile {
    /// Writes some bytes under a name that nobody looks at, brings them to the disk, then renames the file.
    ///
    /// - Parameter mode: who may read it.
    /// - Throws: ``SpoolError`` with the path and the reason.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(SpoolError) {
        let folder = (path as NSString).deletingLastPathComponent
        let temporary = folder + "/." + UUID().uuidString
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SpoolError(path, "could not be written") }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            written += count
        }
        let isSafe = written == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isSafe, rename(temporary, path) == 0 else {
            let error = SpoolError(path, "could not be written")
            unlink(temporary)
            throw error
        }
        sync(folder: folder)
    }

    /// Brings the names in a folder to the disk.
    static func sync(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// A file's content; nil where there is none.
    static func read(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

    /// Names in a folder, in order, without those that are being written; none where there is no folder.
    static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Makes a folder that only its owner may enter.
    ///
    /// - Throws: ``SpoolError`` with the path and the reason.
    static func makeFolder(_ path: String) throws(SpoolError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw SpoolError("\(path) could not be made: \(error.localizedDescription)")
        }
    }
}

/// A file or folder on the shared file system that cannot be used.
public struct SpoolError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was wrong and where.
    public let description: String

    init(_ description: String) { self.description = description }

    init(_ path: String, _ what: String) { self.init("\(path) \(what): \(String(cString: strerror(errno)))") }
}
