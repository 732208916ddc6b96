internal import LinearAlgebra

/// A step of rational function optimisation along a hypersurface of constant dihedral.
///
/// The step x solves (H + s)·x = −g with s = −gᵀx, and a larger s where the step would leave the trust region.
/// - Source: Banerjee, Adams, Simons, Shepard, J. Phys. Chem. 1985, 89, 52; trust radius: Nocedal, Wright, Numerical
///   Optimization, algorithm 4.3.
struct RationalStep {
    /// The step in the coordinates.
    let step: [Double]
    /// gᵀx + ½ xᵀHx: the change of the energy it should bring [hartree].
    let predicted: Double
    /// Whether the Hessian had to be shifted to be positive definite.
    let wasIndefinite: Bool

    /// - Parameters:
    ///   - hessian: H with the constrained direction replaced by a unit force constant; positive definite or nearly so.
    ///   - gradient: g without its component along the constraint.
    ///   - radius: the largest length of the step as `measure` sees it.
    init?(hessian: Matrix, gradient: [Double], radius: Double, measure: ([Double]) -> Double) {
        var shift = 0.0
        var factor = CholeskyFactor(hessian)
        let indefinite = factor == nil
        var trial = 1e-3
        while factor == nil, trial < 1e3 {
            shift = trial
            factor = CholeskyFactor(hessian, shift: shift)
            trial *= 4
        }
        guard let first = factor else { return nil }
        var x = first.solve(gradient).map { -$0 }
        for _ in 0..<6 {
            let f = shift + inner(gradient, x)
            guard f < 0, -f > 1e-3 * max(shift, 1e-6) else { break }
            shift -= f / (1 + inner(x, x))
            guard let next = CholeskyFactor(hessian, shift: shift) else { break }
            x = next.solve(gradient).map { -$0 }
        }
        Self.shorten(&x, &shift, hessian, gradient, radius, measure)
        step = x
        predicted = inner(gradient, x) + 0.5 * inner(x, Matrix.product(hessian, x))
        wasIndefinite = indefinite
    }

    /// Raises the shift until the step just fits: 1/|x(s)| is nearly linear in s.
    private static func shorten(
        _ x: inout [Double], _ shift: inout Double, _ hessian: Matrix, _ gradient: [Double], _ radius: Double,
        _ measure: ([Double]) -> Double
    ) {
        var size = measure(x)
        guard size > radius else { return }
        var low = (shift: shift, inverse: 1 / size)
        var trial = max(0.02, 2 * shift)
        for _ in 0..<12 {
            guard let factor = CholeskyFactor(hessian, shift: trial) else { return }
            x = factor.solve(gradient).map { -$0 }
            shift = trial
            size = measure(x)
            if size <= radius && size > 0.9 * radius { return }
            let slope = (1 / size - low.inverse) / (trial - low.shift)
            guard slope > 0 else { break }
            let next = low.shift + (1 / (0.95 * radius) - low.inverse) / slope
            if size > radius { low = (trial, 1 / size) }
            trial = max(next, low.shift * 1.0001 + 1e-9)
        }
        if size > radius { x = x.map { $0 * radius / size } }
    }
}

/// The inner product of two vectors of equal length.
func inner(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
}
