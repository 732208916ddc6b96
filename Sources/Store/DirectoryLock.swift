internal import Foundation
internal import Glibc

/// The right to a directory, which one process at a time can have; it ends with the process, however that ends.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// - Throws: ``StoreError`` `inUse` with the number of the process that has it, `unwritable` when there can be no
    ///   such file.
    init(directory: String) throws(StoreError) {
        let path = directory + "/executor.lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw StoreError(
                .unwritable,
                "\(path) can not be opened for writing (\(String(cString: strerror(errno)))); "
                    + "check the permissions of the directory, or use another one")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw StoreError(
                .inUse,
                "another executor\(holder.map { " (process \($0))" } ?? "") uses \(directory); "
                    + "stop it, or choose another directory")
        }
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
    }

    deinit { close(descriptor) }

    /// Gives the right up.
    func release() { flock(descriptor, LOCK_UN) }

    private static func holder(_ descriptor: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes.prefix(count), as: UTF8.self).prefix { $0.isNumber })
    }
}
