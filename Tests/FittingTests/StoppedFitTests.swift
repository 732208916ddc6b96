import Foundation
import LinearAlgebra
import MolecularMechanics
import TestSupport
import Testing

@testable import Fitting

/// One residual 4 exp(−x), which falls for ever, and is higher by a jump where x has gone beyond an edge, unless it was
/// evaluated near a known point: as if a relaxation led to another minimum.
private struct JumpingModel: ResidualModel {
    let system: System
    let edge: Double
    let jump: Double
    let learns: Bool

    var name: String { "jump" }
    var weight: Double { 1 }
    var warnings: [FitWarning] { [] }

    private static let parameter = SystemParameter(ParameterReference(section: "Bonds", index: 0), .equilibrium)

    func evaluate(
        _ system: System, near known: (any ResidualEvaluation)?
    ) throws(FittingError) -> any ResidualEvaluation {
        let x = (system.value(of: Self.parameter) ?? 0) - (self.system.value(of: Self.parameter) ?? 0)
        let isStray = (known as? Evaluation)?.isStray ?? false
        let surprise = (known == nil || isStray) && x > edge ? jump : 0
        return Evaluation(value: 4 * exp(-x) + surprise, slope: -4 * exp(-x), learns: learns, isStray: isStray)
    }

    private struct Evaluation: ResidualEvaluation {
        let value: Double
        let slope: Double
        let learns: Bool
        var isStray: Bool
        var residuals: [Double] { [value] }
        func learning(from followed: any ResidualEvaluation) -> any ResidualEvaluation {
            var result = self
            result.isStray = isStray || (learns && (followed as? Evaluation)?.value != value)
            return result
        }
        func jacobian(_ parameters: [SystemParameter]) throws(FittingError) -> Matrix {
            Matrix(rows: 1, columns: parameters.count, elements: parameters.map { _ in slope })
        }
    }
}

@Suite("Fits whose confirmation fails")
struct StoppedFitTests {
    private static func fit(
        edge: Double, jump: Double = 100, learns: Bool = false, steps: Int = 50
    ) throws -> ParameterFit {
        let fixture = try FixtureSystem("ethanol")
        let length = try #require(fixture.values["Bonds"]?.first?.first)
        let parameter = FittedParameter(
            reference: ParameterReference(section: "Bonds", index: 0), attribute: .length, initialValue: length,
            priorWidth: 10)
        var options = FitOptions()
        options.penalty = Penalty(form: .l2, weight: 1e-6)
        options.initialDamping = 1
        options.maximumIterations = steps
        let model = JumpingModel(system: fixture.system, edge: edge, jump: jump, learns: learns)
        return ParameterFit(
            problem: FitProblem(try ParameterSet([parameter]), [model], penalty: options.penalty), options: options)
    }

    @Test("a fit that is stopped keeps the last point that holds from the reference geometries")
    func stopped() throws {
        let free = try Self.fit(edge: .infinity).run()
        let accepted = free.iterations.filter(\.isAccepted)
        #expect(accepted.count > 4)
        // The edge lies between the second and the third step.
        let edge = try Self.lengths(steps: 2...3).reduce(0, +) / 2
        let report = try Self.fit(edge: edge).run { $0.number < 3 }
        #expect(!report.isConverged)
        #expect(report.finalObjective < report.initialObjective)
        #expect(abs(report.finalObjective - accepted[2].objective) < 1e-12)
        #expect(report.parameters[0].refitValue != report.parameters[0].parameter.initialValue)
        #expect(report.warnings.contains { $0.kind == .notConverged })
    }

    @Test("a fit that was never better from the reference geometries keeps its start")
    func start() throws {
        let report = try Self.fit(edge: 0).run { $0.number < 3 }
        #expect(report.finalObjective == report.initialObjective)
        #expect(report.parameters[0].variable == 0)
        #expect(!report.isConverged)
    }

    @Test("a fit that goes on is repeated from the reference geometries and ends no worse")
    func repeated() throws {
        let edge = try Self.lengths(steps: 2...3).reduce(0, +) / 2
        let report = try Self.fit(edge: edge).run()
        #expect(report.finalObjective < report.initialObjective)
        let (value, _) = try Self.fit(edge: edge).objective(at: report.parameters.map(\.variable))
        #expect(value == report.finalObjective)
    }

    @Test("a fit goes on from where its points went astray, and comes as near to the edge as the objective allows")
    func learned() throws {
        let edge = try Self.lengths(steps: 2...3).reduce(0, +) / 2
        let fit = try Self.fit(edge: edge, learns: true)
        let report = try fit.run()
        let (value, _) = try fit.objective(at: report.parameters.map(\.variable))
        #expect(abs(value - report.finalObjective) <= 1e-12 * value)
        let parameter = report.parameters[0]
        let x = (parameter.refitValue - parameter.parameter.initialValue) / 10
        #expect(x <= edge && x > 0.99 * edge)
        // Without what it has learned the same fit descends from the start again, once for each correction.
        let blind = try Self.fit(edge: edge).run()
        #expect(report.iterations.count < blind.iterations.count)
    }

    /// x after some steps of a fit without an edge [nm].
    private static func lengths(steps: ClosedRange<Int>) throws -> [Double] {
        try steps.map { steps in
            let parameter = try fit(edge: .infinity, steps: steps).run().parameters[0]
            return (parameter.refitValue - parameter.parameter.initialValue) / 10
        }
    }
}
