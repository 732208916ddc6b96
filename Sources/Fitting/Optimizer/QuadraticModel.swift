internal import LinearAlgebra

/// The convex model of a step s from the variables m: q(s) = 2 gᵀs + sᵀ(H + λ)s + penalty(m + s), within lower bounds.
///
/// H = JᵀJ and g = Jᵀr of the residuals. The smoothed penalty is treated exactly: cyclic coordinate descent finds which
/// variables stay near zero, projected Newton steps then solve to the last digits.
struct QuadraticModel {
    var hessian: Matrix
    let gradient: [Double]
    let m: [Double]
    let lower: [Double]
    let penalty: Penalty
    var damping: Double

    /// The step that minimises the model.
    func step() throws(LinearAlgebraError) -> [Double] {
        var x = m
        var best = value(x)
        for _ in 0..<40 {
            for _ in 0..<25 where sweep(&x) < 1e-13 { break }
            for _ in 0..<30 {
                guard let decrement = try newton(&x), decrement > 1e-15 * (1 + abs(best)) else { break }
            }
            let now = value(x)
            let gain = best - now
            best = now
            if gain < 1e-13 * (1 + abs(best)) { break }
        }
        return zip(x, m).map { $0 - $1 }
    }

    /// The decrease of 2 gᵀs + sᵀHs + penalty that a step s promises, without the damping.
    func predictedDecrease(_ s: [Double]) -> Double {
        let hs = Matrix.product(hessian, s)
        var change = 0.0
        for i in s.indices {
            change += s[i] * (2 * gradient[i] + hs[i])
            change += penalty.weight * (penalty.term(m[i] + s[i]) - penalty.term(m[i]))
        }
        return -change
    }

    private func value(_ x: [Double]) -> Double {
        let s = zip(x, m).map { $0 - $1 }
        let hs = Matrix.product(hessian, s)
        var sum = 0.0
        for i in s.indices {
            sum += s[i] * (2 * gradient[i] + hs[i] + damping * s[i]) + penalty.weight * penalty.term(x[i])
        }
        return sum
    }

    /// One pass of exact minimisation over each variable; returns the largest change.
    private func sweep(_ x: inout [Double]) -> Double {
        var largest = 0.0
        for i in x.indices {
            let diagonal = hessian[i, i] + damping
            guard diagonal > 0 else { continue }
            var slope = gradient[i] + damping * (x[i] - m[i])
            for j in x.indices { slope += hessian[i, j] * (x[j] - m[j]) }
            let target = x[i] - slope / diagonal
            let new = max(nearest(to: target, diagonal), lower[i])
            largest = max(largest, abs(new - x[i]))
            x[i] = new
        }
        return largest
    }

    /// The minimum of d (x − u)² + penalty(x), which lies between 0 and u: safeguarded Newton.
    private func nearest(to u: Double, _ d: Double) -> Double {
        guard u != 0 else { return 0 }
        var (low, high) = (min(0, u), max(0, u))
        var x = penalty.form == .l2 ? d * u / (d + penalty.weight) : 0.5 * u
        if penalty.form == .l1 {
            let shrunk = abs(u) - penalty.weight / (2 * d)
            x = shrunk > 0 ? (u > 0 ? shrunk : -shrunk) : 0
        }
        for _ in 0..<80 {
            let slope = 2 * d * (x - u) + penalty.slope(x)
            if slope == 0 { break }
            if slope > 0 { high = x } else { low = x }
            var next = x - slope / (2 * d + penalty.curvature(x))
            if !(next > low && next < high) { next = 0.5 * (low + high) }
            if abs(next - x) <= 1e-16 + 1e-15 * abs(x) { break }
            x = next
        }
        return x
    }

    /// One damped Newton step over the variables that are not held by a bound; returns the decrement gᵀH⁻¹g, nil if none helps.
    private func newton(_ x: inout [Double]) throws(LinearAlgebraError) -> Double? {
        let s = zip(x, m).map { $0 - $1 }
        let hs = Matrix.product(hessian, s)
        let slope = x.indices.map { 2 * (gradient[$0] + hs[$0] + damping * s[$0]) + penalty.slope(x[$0]) }
        let free = x.indices.filter { !(x[$0] <= lower[$0] && slope[$0] > 0) }
        guard !free.isEmpty else { return nil }
        var matrix = Matrix(rows: free.count, columns: free.count)
        for (row, i) in free.enumerated() {
            for (column, j) in free.enumerated() { matrix[row, column] = 2 * hessian[i, j] }
            matrix[row, row] += 2 * damping + penalty.curvature(x[i])
        }
        let right = free.map { -slope[$0] }
        let direction: [Double]
        if let factor = CholeskyFactor(matrix) {
            direction = factor.solve(right)
        } else {
            direction = try matrix.solve(Matrix(rows: free.count, columns: 1, elements: right)).elements
        }
        let decrement = -zip(direction, free).reduce(0) { $0 + $1.0 * slope[$1.1] }
        guard decrement > 0 else { return nil }
        let now = value(x)
        var scale = 1.0
        for _ in 0..<30 {
            var trial = x
            for (change, i) in zip(direction, free) { trial[i] = max(x[i] + scale * change, lower[i]) }
            if value(trial) < now {
                x = trial
                return decrement
            }
            scale *= 0.5
        }
        return nil
    }
}
