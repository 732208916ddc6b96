internal import Glibc

/// The number of files and connections that the process may have open.
enum OpenFiles {
    /// How many are kept for the database, workers and files; connections get the rest.
    static let reserve = 200

    /// Raises the limit as far as the system lets it, within reason; returns it.
    static func raiseLimit() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return 1024 }
        let wanted = min(limit.rlim_max, 16_384)
        guard limit.rlim_cur < wanted else { return Int(min(limit.rlim_cur, 1_000_000)) }
        limit.rlim_cur = wanted
        return setrlimit(resource, &limit) == 0 ? Int(wanted) : 1024
    }
}
