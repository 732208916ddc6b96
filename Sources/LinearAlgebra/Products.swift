internal import CLAPACK

extension Matrix {
    /// The matrix product `op(A) · op(B)`, where `op` is the transpose if asked for. (BLAS `dgemm`.)
    public static func product(
        _ a: Matrix, _ b: Matrix, transposeA: Bool = false, transposeB: Bool = false
    ) -> Matrix {
        let m = transposeA ? a.columns : a.rows
        let k = transposeA ? a.rows : a.columns
        let n = transposeB ? b.rows : b.columns
        precondition(k == (transposeB ? b.columns : b.rows), "inner dimensions differ")
        var c = Matrix(rows: m, columns: n)
        guard m > 0, n > 0, k > 0 else { return c }
        _ = SingleThread.isEnforced
        cblas_dgemm(
            CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
            Int32(m), Int32(n), Int32(k), 1, a.elements, Int32(a.columns), b.elements, Int32(b.columns), 0,
            &c.elements, Int32(n))
        return c
    }

    /// The matrix-vector product `op(A) · x`. (BLAS `dgemv`.)
    public static func product(_ a: Matrix, _ x: [Double], transposeA: Bool = false) -> [Double] {
        precondition(x.count == (transposeA ? a.rows : a.columns), "inner dimensions differ")
        var y = [Double](repeating: 0, count: transposeA ? a.columns : a.rows)
        guard !a.elements.isEmpty else { return y }
        _ = SingleThread.isEnforced
        cblas_dgemv(
            CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, Int32(a.rows), Int32(a.columns), 1, a.elements,
            Int32(a.columns), x, 1, 0, &y, 1)
        return y
    }
}
