internal import LinearAlgebra

/// Second derivatives in internal coordinates: the first guess, the update from gradients, and the change of coordinates.
enum QuasiNewton {
    /// The damped BFGS update, which keeps the Hessian positive definite.
    ///
    /// - Source: Nocedal, Wright, Numerical Optimization, procedure 18.2 (Powell's damping).
    static func update(_ hessian: inout Matrix, step s: [Double], gradientChange y: [Double]) {
        let hs = Matrix.product(hessian, s)
        let shs = inner(s, hs)
        guard shs > 1e-14 else { return }
        let sy = inner(s, y)
        let theta = sy >= 0.2 * shs ? 1 : 0.8 * shs / (shs - sy)
        let r = zip(y, hs).map { theta * $0 + (1 - theta) * $1 }
        let sr = inner(s, r)
        guard sr > 1e-14 else { return }
        let n = hessian.rows
        for i in 0..<n {
            let (a, b) = (r[i] / sr, hs[i] / shs)
            for j in 0..<n { hessian.elements[i * n + j] += a * r[j] - b * hs[j] }
        }
    }

    /// The guess in a set of coordinates at a geometry.
    static func guess(
        _ coordinates: InternalCoordinates, _ primitives: [Primitive], _ numbers: [Int], _ geometry: [Vector]
    ) -> Matrix {
        let constants = primitives.map { GuessHessian.forceConstant($0, numbers, geometry) }
        if coordinates.isCartesian { return cartesianGuess(primitives, constants, geometry) }
        let n = coordinates.count
        var scaled = coordinates.combination
        for (p, k) in constants.enumerated() { for j in 0..<n { scaled.elements[p * n + j] *= k } }
        return Matrix.product(coordinates.combination, scaled, transposeA: true)
    }

    private static func cartesianGuess(_ primitives: [Primitive], _ constants: [Double], _ geometry: [Vector]) -> Matrix
    {
        let b = InternalCoordinates.wilson(primitives, geometry)
        var hessian = Matrix.diagonal(0.02, size: 3 * geometry.count)
        for (p, primitive) in primitives.enumerated() {
            for s in 0..<primitive.atomCount {
                for t in 0..<primitive.atomCount {
                    add(
                        constants[p], b[4 * p + s], b[4 * p + t], Int(primitive.atoms[s]), Int(primitive.atoms[t]),
                        &hessian)
                }
            }
        }
        return hessian
    }

    private static func add(_ k: Double, _ a: Vector, _ b: Vector, _ i: Int, _ j: Int, _ hessian: inout Matrix) {
        for u in 0..<3 { for v in 0..<3 { hessian[3 * i + u, 3 * j + v] += k * a[u] * b[v] } }
    }

    /// Bᵀ·H·B: the Hessian in Cartesian coordinates.
    static func cartesian(_ hessian: Matrix, jacobian: Matrix) -> Matrix {
        Matrix.product(Matrix.product(jacobian, hessian), jacobian, transposeB: true)
    }

    /// The Hessian in coordinates with a Jacobian and metric, from Cartesian second derivatives; eigenvalues below
    /// 0.005 hartree per squared coordinate are raised to it.
    static func internalHessian(_ cartesian: Matrix, jacobian: Matrix, metric: CholeskyFactor) -> Matrix? {
        let inverse = metric.solve(rows: jacobian)
        var hessian = Matrix.product(inverse, Matrix.product(cartesian, inverse), transposeA: true)
        let floor = 0.005
        if CholeskyFactor(hessian, shift: -floor) != nil { return hessian }
        guard let eigen = try? hessian.symmetricEigen() else { return nil }
        var scaled = eigen.vectors
        let n = hessian.rows
        for j in 0..<n {
            let value = max(eigen.values[j], floor)
            for i in 0..<n { scaled.elements[i * n + j] *= value }
        }
        hessian = Matrix.product(scaled, eigen.vectors, transposeB: true)
        return hessian
    }
}
