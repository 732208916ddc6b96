import LinearAlgebra
import TestSupport
import Testing

@Suite("Dense linear algebra")
struct CholeskyFactorTests {
    private static func positiveDefinite(_ n: Int, seed: UInt64) -> Matrix {
        var random = SeededGenerator(seed: seed)
        let a = Matrix(rows: n, columns: n, elements: (0..<n * n).map { _ in .random(in: -1...1, using: &random) })
        var product = Matrix.product(a, a, transposeA: true)
        for i in 0..<n { product[i, i] += 0.1 }
        return product
    }

    @Test("a Cholesky factor solves for vectors and for rows", arguments: [1, 2, 7, 30])
    func solves(n: Int) throws {
        let a = Self.positiveDefinite(n, seed: UInt64(n))
        let factor = try #require(CholeskyFactor(a))
        let x = (0..<n).map { Double($0) - 2.5 }
        let back = factor.solve(Matrix.product(a, x))
        for (found, wanted) in zip(back, x) { #expect((found - wanted).magnitude < 1e-8) }
        let rows = Matrix(rows: 2, columns: n, elements: Matrix.product(a, x) + Matrix.product(a, x.map { 3 * $0 }))
        let solved = factor.solve(rows: rows)
        for j in 0..<n { #expect((solved[1, j] - 3 * x[j]).magnitude < 1e-7) }
    }

    @Test("a matrix that is not positive definite has no factor, and a shift can give it one")
    func refusesIndefinite() {
        let a = Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 1])
        #expect(CholeskyFactor(a) == nil)
        #expect(CholeskyFactor(a, shift: 1.5) != nil)
        #expect(CholeskyFactor(Matrix(rows: 1, columns: 1, elements: [.nan])) == nil)
    }

    @Test("eigenvectors are orthonormal and rebuild the matrix")
    func eigenvectors() throws {
        let a = Self.positiveDefinite(9, seed: 5)
        let (values, vectors) = try a.symmetricEigen()
        var scaled = vectors
        for i in 0..<9 { for j in 0..<9 { scaled[i, j] *= values[j] } }
        let rebuilt = Matrix.product(scaled, vectors, transposeB: true)
        for (x, y) in zip(rebuilt.elements, a.elements) { #expect((x - y).magnitude < 1e-12) }
        #expect(values == values.sorted())
    }

    @Test("a singular system is an error that names the routine")
    func singular() {
        let a = Matrix(rows: 2, columns: 2, elements: [1, 1, 1, 1])
        #expect(throws: LinearAlgebraError.self) { try a.solve(Matrix(rows: 2, columns: 1, repeating: 1)) }
    }
}
