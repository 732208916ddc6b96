/// Limited-memory BFGS with a fixed preconditioner and a backtracking line search; deterministic.
///
/// - Source: Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 3.1 and 7.4.
struct LimitedMemoryMinimizer {
    /// Converged when no component of the gradient is larger.
    var gradientTolerance: Double
    /// The longest move of any coordinate in one step.
    var longestStep: Double
    var maximumIterations: Int
    /// Number of remembered steps.
    var memory = 12

    struct Outcome {
        var x: [Double]
        var value: Double
        var gradient: [Double]
        var iterations: Int
        var converged: Bool
    }

    private struct Pair {
        let step, change: [Double]
        let curvature: Double
    }

    /// Minimises from `start`.
    ///
    /// - Parameters:
    ///   - precondition: multiplies by an approximate inverse Hessian that is positive definite.
    ///   - evaluate: the function and its gradient.
    func minimize(
        from start: [Double], precondition: ([Double]) -> [Double],
        evaluate: ([Double]) -> (value: Double, gradient: [Double])
    ) -> Outcome {
        let first = evaluate(start)
        var now = Outcome(x: start, value: first.value, gradient: first.gradient, iterations: 0, converged: false)
        var pairs: [Pair] = []
        while now.value.isFinite {
            now.converged = largest(now.gradient) <= gradientTolerance
            if now.converged || now.iterations >= maximumIterations { break }
            var direction = descent(now.gradient, pairs, precondition)
            var slope = inner(direction, now.gradient)
            if !(slope < 0) {
                pairs.removeAll()
                direction = precondition(now.gradient).map { -$0 }
                slope = inner(direction, now.gradient)
            }
            guard let next = search(now, direction, slope, evaluate) else {
                if pairs.isEmpty { break }
                pairs.removeAll()
                continue
            }
            remember(&pairs, from: now, to: next)
            now = next
        }
        return now
    }

    /// −(approximate inverse Hessian) · gradient, by the two-loop recursion.
    private func descent(_ gradient: [Double], _ pairs: [Pair], _ precondition: ([Double]) -> [Double]) -> [Double] {
        var q = gradient
        var weights: [Double] = []
        for pair in pairs.reversed() {
            let weight = inner(pair.step, q) / pair.curvature
            weights.append(weight)
            for i in q.indices { q[i] -= weight * pair.change[i] }
        }
        var r = precondition(q)
        for (pair, weight) in zip(pairs, weights.reversed()) {
            let correction = weight - inner(pair.change, r) / pair.curvature
            for i in r.indices { r[i] += correction * pair.step[i] }
        }
        return r.map { -$0 }
    }

    /// Backtracks until the value falls enough (or, at the limit of precision, the gradient does); nil if it never does.
    private func search(
        _ now: Outcome, _ direction: [Double], _ slope: Double,
        _ evaluate: ([Double]) -> (value: Double, gradient: [Double])
    ) -> Outcome? {
        let noise = 1e-13 * max(1, abs(now.value))
        var scale = min(1, longestStep / max(largest(direction), .leastNormalMagnitude))
        for _ in 0..<40 {
            var x = now.x
            for i in x.indices { x[i] += scale * direction[i] }
            let (value, gradient) = evaluate(x)
            let wanted = now.value + 1e-4 * scale * slope
            let isLevel = value <= now.value + noise && largest(gradient) < largest(now.gradient)
            if value <= wanted || isLevel {
                return Outcome(x: x, value: value, gradient: gradient, iterations: now.iterations + 1, converged: false)
            }
            let parabola = -0.5 * slope * scale * scale / (value - now.value - slope * scale)
            scale = parabola.isFinite ? min(max(parabola, 0.1 * scale), 0.5 * scale) : 0.1 * scale
        }
        return nil
    }

    private func remember(_ pairs: inout [Pair], from old: Outcome, to new: Outcome) {
        let step = zip(new.x, old.x).map { $0 - $1 }
        let change = zip(new.gradient, old.gradient).map { $0 - $1 }
        let curvature = inner(step, change)
        guard curvature > 1e-12 * (inner(step, step) * inner(change, change)).squareRoot() else { return }
        pairs.append(Pair(step: step, change: change, curvature: curvature))
        if pairs.count > memory { pairs.removeFirst() }
    }

    private func inner(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for i in a.indices { sum += a[i] * b[i] }
        return sum
    }

    private func largest(_ a: [Double]) -> Double {
        var result = 0.0
        for value in a { result = max(result, abs(value)) }
        return result
    }
}
