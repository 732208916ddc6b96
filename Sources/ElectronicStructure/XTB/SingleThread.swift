internal import Glibc

/// Keeps libxtb and its BLAS on the calling thread.
///
/// OpenMP and OpenBLAS otherwise start one thread a core in every small region and let them spin, which costs several
/// times the useful CPU time. The environment cannot be relied on: it is read before `main`.
public enum SingleThread {
    private typealias Setter = @convention(c) (Int32) -> Void

    private static let openMP = setter("omp_set_num_threads")
    private static let openBLAS: Void = setter("openblas_set_num_threads")?(1) ?? ()

    /// Limits the calling thread's OpenMP regions, and the process's BLAS, to one thread.
    ///
    /// OpenMP keeps the number per thread, so it is set before each calculation.
    @inlinable public static func enforce() { enforceNow() }

    @usableFromInline static func enforceNow() {
        _ = openBLAS
        openMP?(1)
    }

    private static func setter(_ name: String) -> Setter? {
        guard let handle = dlopen(nil, RTLD_LAZY), let symbol = dlsym(handle, name) else { return nil }
        return unsafeBitCast(symbol, to: Setter.self)
    }
}
