internal import CLAPACK

/// The lower triangular factor L of a symmetric positive definite matrix, A = L·Lᵀ. (LAPACK `dpotrf`, `dpotrs`; BLAS `dtrsv`.)
public struct CholeskyFactor: Sendable {
    /// The number of rows.
    public let size: Int
    private let factor: [Double]

    /// Factors `A + shift · I`, or returns nil where that is not positive definite or not finite.
    public init?(_ matrix: Matrix, shift: Double = 0) {
        precondition(matrix.rows == matrix.columns, "a factorisation needs a square matrix")
        size = matrix.rows
        var work = matrix.elements
        if shift != 0 { for i in 0..<size { work[i * (size + 1)] += shift } }
        let n = Int32(size)
        _ = SingleThread.isEnforced
        guard size > 0, LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 76 /* L */, n, &work, n) == 0 else { return nil }
        for i in 0..<size where !work[i * (size + 1)].isFinite { return nil }
        factor = work
    }

    /// The smallest and largest element of the diagonal of L; their ratio squared bounds the condition from below.
    public var diagonalRange: (smallest: Double, largest: Double) {
        var range = (smallest: Double.infinity, largest: 0.0)
        for i in 0..<size {
            range.smallest = min(range.smallest, factor[i * (size + 1)])
            range.largest = max(range.largest, factor[i * (size + 1)])
        }
        return range
    }

    /// Solves A · x = b.
    public func solve(_ b: [Double]) -> [Double] {
        precondition(b.count == size, "dimensions differ")
        var x = b
        let n = Int32(size)
        cblas_dtrsv(CblasColMajor, CblasLower, CblasNoTrans, CblasNonUnit, n, factor, n, &x, 1)
        cblas_dtrsv(CblasColMajor, CblasLower, CblasTrans, CblasNonUnit, n, factor, n, &x, 1)
        return x
    }

    /// Solves A · X = Bᵀ for the rows of `rows`; row i of the answer is A⁻¹ applied to row i.
    public func solve(rows: Matrix) -> Matrix {
        precondition(rows.columns == size, "dimensions differ")
        var x = rows
        let n = Int32(size)
        _ = LAPACKE_dpotrs_work(LAPACK_COL_MAJOR, 76 /* L */, n, Int32(rows.rows), factor, n, &x.elements, n)
        return x
    }
}
