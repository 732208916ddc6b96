internal import CLAPACK

extension Matrix {
    /// Eigenvalues in ascending order and orthonormal eigenvectors of a symmetric matrix. (LAPACK `dsyevd`.)
    ///
    /// - Returns: `values` with shape `(n)`; `vectors` with shape `(n, n)`, eigenvector `j` in **column** `j`.
    /// - Throws: ``LinearAlgebraError`` when the iteration does not converge (a value that is not finite).
    public func symmetricEigen() throws(LinearAlgebraError) -> (values: [Double], vectors: Matrix) {
        precondition(rows == columns, "an eigenproblem needs a square matrix")
        var vectors = self
        var values = [Double](repeating: 0, count: rows)
        guard rows > 0 else { return (values, vectors) }
        let n = Int32(rows)
        _ = SingleThread.isEnforced
        let info = LAPACKE_dsyevd(LAPACK_ROW_MAJOR, 86 /* V */, 85 /* U */, n, &vectors.elements, n, &values)
        guard info == 0 else { throw LinearAlgebraError(routine: "dsyevd", info: Int(info)) }
        return (values, vectors)
    }

    /// Solves `A · X = B` for a general square `A`; `b` has one right-hand side a column. (LAPACK `dgesv`.)
    ///
    /// - Throws: ``LinearAlgebraError`` when `A` is singular.
    public func solve(_ b: Matrix) throws(LinearAlgebraError) -> Matrix {
        precondition(rows == columns && b.rows == rows, "dimensions differ")
        var factors = elements
        var x = b
        guard rows > 0, b.columns > 0 else { return x }
        var pivots = [Int32](repeating: 0, count: rows)
        _ = SingleThread.isEnforced
        let info = LAPACKE_dgesv(
            LAPACK_ROW_MAJOR, Int32(rows), Int32(b.columns), &factors, Int32(rows), &pivots, &x.elements,
            Int32(b.columns))
        guard info == 0 else { throw LinearAlgebraError(routine: "dgesv", info: Int(info)) }
        return x
    }
}
