internal import Glibc
internal import LinearAlgebra

/// Keeps libxtb and its BLAS on the calling thread.
///
/// OpenMP and OpenBLAS otherwise start one thread a core in every small region and let them spin, which costs several
/// times the useful CPU time. The environment cannot be relied on: it is read before `main`.
enum OpenMP {
    private static let setThreads: (@convention(c) (Int32) -> Void)? = {
        guard let handle = dlopen(nil, RTLD_LAZY), let symbol = dlsym(handle, "omp_set_num_threads") else { return nil }
        return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)
    }()

    /// Limits the calling thread's OpenMP regions, and the process's BLAS, to one thread.
    ///
    /// OpenMP keeps the number per thread, so it is set before each calculation.
    static func useOneThread() {
        _ = SingleThread.isEnforced
        setThreads?(1)
    }
}
