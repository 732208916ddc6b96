internal import CLAPACK

/// Keeps BLAS and LAPACK on the calling thread.
///
/// With several threads OpenBLAS splits sums by how many threads happen to be free, so that equal inputs give results
/// that differ in the last digits; and its idle threads spin, which costs more than these small matrices gain.
public enum SingleThread {
    /// Touched before every call into the library; the first touch sets the number of threads of the whole process.
    public static let isEnforced: Bool = {
        openblas_set_num_threads(1)
        return true
    }()
}
