import LinearAlgebra
import Testing

@testable import Fitting

@Suite("What JᵀJ leaves out")
struct SecantCorrectionTests {
    private static func model(_ hessian: [Double], _ gradient: [Double]) -> QuadraticModel {
        QuadraticModel(
            hessian: Matrix(rows: 2, columns: 2, elements: hessian), gradient: gradient, m: [0, 0],
            lower: [-.infinity, -.infinity], penalty: Penalty(form: .l2, weight: 0), damping: 0)
    }

    @Test("two steps teach the rest of a quadratic function")
    func learned() {
        let (jacobian, rest) = ([2.0, 0.1, 0.1, 1.0], [0.5, -0.2, -0.2, 0.3])
        let whole = zip(jacobian, rest).map { $0 + $1 }
        func gradient(_ x: [Double]) -> [Double] {
            [whole[0] * x[0] + whole[1] * x[1], whole[2] * x[0] + whole[3] * x[1]]
        }
        var correction = SecantCorrection(size: 2)
        var here = [0.0, 0.0]
        for step in [[1.0, 0.2], [-0.3, 0.7]] {
            let next = zip(here, step).map { $0 + $1 }
            correction.learn(
                step, from: Self.model(jacobian, gradient(here)), to: Self.model(jacobian, gradient(next)))
            here = next
        }
        let found = correction.applied(to: Matrix(rows: 2, columns: 2, elements: jacobian))
        for (a, b) in zip(found.elements, whole) { #expect(abs(a - b) < 1e-10) }
    }

    @Test("the curvature is never negative, and a step that teaches nothing changes nothing")
    func convex() throws {
        var correction = SecantCorrection(size: 2)
        let plain = Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1])
        correction.learn(
            [1, 0], from: Self.model(plain.elements, [0, 0]), to: Self.model(plain.elements, [1, 0]))
        #expect(correction.applied(to: plain).elements == plain.elements)
        correction.learn(
            [1, 0], from: Self.model(plain.elements, [0, 0]), to: Self.model(plain.elements, [-3, 0]))
        let values = try correction.applied(to: plain).symmetricEigen().values
        #expect(values.allSatisfy { $0 > 0 })
    }
}
