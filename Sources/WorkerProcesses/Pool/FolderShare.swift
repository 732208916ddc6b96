import Glibc

/// The use of a folder together with other pools, held as a lock on a file in it until this value, or its process, is gone.
final class FolderShare: Sendable {
    private let file: Int32

    /// Takes a share in a folder, and clears the folder first if nobody else has one.
    init(_ folder: String, clear: () -> Void) {
        file = open(folder + "/workers.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        if file >= 0, flock(file, LOCK_EX | LOCK_NB) == 0 { clear() }
        while file >= 0, flock(file, LOCK_SH) != 0, errno == EINTR {}
    }

    deinit { close(file) }
}
