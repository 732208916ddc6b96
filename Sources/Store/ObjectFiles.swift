internal import Foundation
internal import Glibc
internal import Workflow

/// Texts too large for the database, each packed by gzip in a file named by its SHA-512: `objects/ab/cdef….gz`.
///
/// A file is complete and on disk, with its name, before it counts as written; so a transaction that refers to it can
/// follow at once. It is never changed afterwards.
struct ObjectFiles: Sendable {
    let directory: String

    /// Makes the directory where it is missing.
    init(directory: String) throws(StoreError) {
        self.directory = directory
        try Self.makeDirectory(directory)
    }

    func path(_ hash: String) -> String { "\(directory)/\(hash.prefix(2))/\(hash.dropFirst(2)).gz" }

    func contains(_ hash: String) -> Bool { access(path(hash), F_OK) == 0 }

    /// Writes a text under its hash.
    ///
    /// - Throws: ``StoreError``; no part of the text is left under its name then.
    func write(_ text: String, hash: String) throws(StoreError) {
        let folder = "\(directory)/\(hash.prefix(2))"
        guard let bytes = Gzip.packed(Array(text.utf8)) else {
            throw StoreError(.disk, "there is no memory to pack a text of \(text.utf8.count) bytes")
        }
        try Self.makeDirectory(folder)
        let temporary = "\(folder)/\(hash.dropFirst(2).prefix(16)).new"
        do throws(StoreError) {
            try Self.write(bytes, to: temporary)
            guard rename(temporary, path(hash)) == 0 else { throw Self.failure(writing: path(hash)) }
            try Self.sync(folder)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// A text whose bytes still have the hash; nil for a file that is missing or damaged.
    func text(_ hash: String) -> String? {
        guard let packed = FileManager.default.contents(atPath: path(hash)), let bytes = Gzip.unpacked(Array(packed))
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return sha512(text) == hash ? text : nil
    }

    func remove(_ hash: String) { unlink(path(hash)) }

    /// Deletes every file that is not the text of one of the hashes.
    func sweep(keeping hashes: Set<String>) {
        let manager = FileManager.default
        for folder in (try? manager.contentsOfDirectory(atPath: directory)) ?? [] {
            for name in (try? manager.contentsOfDirectory(atPath: "\(directory)/\(folder)")) ?? []
            where !hashes.contains(folder + name.prefix { $0 != "." }) || !name.hasSuffix(".gz") {
                unlink("\(directory)/\(folder)/\(name)")
            }
        }
    }

    /// Makes a directory, and those above it, so that they survive a power cut.
    static func makeDirectory(_ path: String) throws(StoreError) {
        if access(path, F_OK) == 0 { return }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            let cause: StoreError.Cause = errno == ENOSPC ? .full : .unwritable
            throw StoreError(
                cause,
                "the directory \(path) can not be made: \(error.localizedDescription); choose another place for it")
        }
        try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(StoreError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(writing: path) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(writing: path) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw failure(writing: path) }
    }

    private static func sync(_ directory: String) throws(StoreError) {
        let descriptor = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(writing: directory) }
    }

    private static func failure(writing path: String) -> StoreError {
        let (code, reason) = (errno, String(cString: strerror(errno)))
        switch code {
        case ENOSPC, EDQUOT, EFBIG:
            return StoreError(.full, "there is no room for \(path) (\(reason)); make room on that disk")
        case EACCES, EPERM, EROFS, ENOENT, ENOTDIR:
            return StoreError(
                .unwritable, "\(path) can not be written (\(reason)); check the permissions of the directory")
        default: return StoreError(.disk, "\(path) could not be written (\(reason)); see that the disk is sound")
        }
    }
}
