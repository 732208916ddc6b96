internal import LinearAlgebra

/// What JᵀJ leaves out of the second derivatives of a sum of squares, Σ r ∇²r, learned from the steps that were taken.
///
/// Where residuals stay large, as those of frequencies that no parameters give, JᵀJ alone promises decreases that do not come.
/// - Source: Dennis, Gay, Welsch, ACM Trans. Math. Softw. 7 (1981) 348, for the secant condition on that part; the update is
///   the symmetric one of rank one (Nocedal, Wright, Numerical Optimization, 2nd ed., eq. 6.24).
struct SecantCorrection {
    private var matrix: Matrix

    init(size: Int) { matrix = Matrix(rows: size, columns: size) }

    /// Learns from a step between two models without correction.
    mutating func learn(_ step: [Double], from old: QuadraticModel, to new: QuadraticModel) {
        let known = zip(Matrix.product(old.hessian, step), Matrix.product(new.hessian, step)).map { ($0 + $1) / 2 }
        let learned = Matrix.product(matrix, step)
        let rest = step.indices.map { new.gradient[$0] - old.gradient[$0] - known[$0] - learned[$0] }
        let along = zip(rest, step).reduce(0) { $0 + $1.0 * $1.1 }
        let (size, length) = (Self.norm(rest), Self.norm(step))
        guard size > 0, abs(along) > 1e-8 * size * length else { return }
        for i in step.indices { for j in step.indices { matrix[i, j] += rest[i] * rest[j] / along } }
    }

    /// A model's second derivatives with the correction, without negative curvature.
    func applied(to hessian: Matrix) -> Matrix {
        var sum = hessian
        for n in sum.elements.indices { sum.elements[n] += matrix.elements[n] }
        guard let (values, vectors) = try? sum.symmetricEigen(), let lowest = values.first, lowest < 0 else {
            return sum
        }
        for (k, value) in values.enumerated() where value < 0 {
            for i in 0..<sum.rows { for j in 0..<sum.rows { sum[i, j] -= 2 * value * vectors[i, k] * vectors[j, k] } }
        }
        return sum
    }

    private static func norm(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
