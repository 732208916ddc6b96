internal import LinearAlgebra

/// An approximate inverse Hessian [mol nm²/kJ], positive definite: it steers a minimisation towards the minimum, and where the
/// minimum lies does not depend on it.
struct Steering: Sendable {
    private enum Form {
        case factor(CholeskyFactor)
        case inverse(Matrix)
    }

    private let form: Form

    /// The inverse of a Hessian given by its factor.
    init(_ factor: CholeskyFactor) { form = .factor(factor) }

    /// The inverse of a Hessian [kJ/mol/nm²] whose curvatures are taken as positive and no smaller than `floor`; nil where a
    /// value is not finite.
    init?(absolute hessian: Matrix, floor: Double) {
        guard let (values, vectors) = try? hessian.symmetricEigen(), values.allSatisfy(\.isFinite) else { return nil }
        var scaled = vectors
        for j in 0..<hessian.rows {
            let root = 1 / max(abs(values[j]), floor).squareRoot()
            for i in 0..<hessian.rows { scaled[i, j] *= root }
        }
        form = .inverse(Matrix.product(scaled, scaled, transposeB: true))
    }

    /// The product with a gradient.
    func callAsFunction(_ gradient: [Double]) -> [Double] {
        switch form {
        case .factor(let factor): factor.solve(gradient)
        case .inverse(let matrix): matrix.symmetricProduct(gradient)
        }
    }
}
