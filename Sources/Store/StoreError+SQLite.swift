internal import GRDB

extension StoreError {
    /// The error as one of the store; an error of SQLite gets a sentence about what to do.
    init(_ error: any Error, in directory: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, in: directory)
        default: self.init(.disk, "the database in \(directory) could not be used: \(error)")
        }
    }

    private init(_ error: DatabaseError, in directory: String) {
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(.full, "there is no room for the database in \(directory) (\(reason)); make room on that disk")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .unwritable,
                "the database in \(directory) can not be opened for writing (\(reason)); "
                    + "check the permissions of the directory and its files, or use another directory")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupted(reason, in: directory)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .locked,
                "another process holds the database in \(directory) (\(reason)); end what else has opened it")
        case .SQLITE_CONSTRAINT:
            self.init(.inconsistent, "a change does not fit to the database in \(directory): \(reason)")
        case .SQLITE_IOERR:
            self.init(
                .disk, "the disk of \(directory) gives errors (\(reason)); see that it is connected, sound and not full"
            )
        default: self.init(.disk, "the database in \(directory) could not be used: \(reason)")
        }
    }

    /// A database whose pages contradict each other.
    static func corrupted(_ reason: String, in directory: String) -> StoreError {
        StoreError(
            .corrupted,
            "the database \(directory)/\(Store.fileName) is damaged (\(reason)); stop the executor, then put back a copy "
                + "of the directory, or save what can be read with `sqlite3 \(Store.fileName) .recover`, or move the "
                + "directory away and submit again")
    }
}
