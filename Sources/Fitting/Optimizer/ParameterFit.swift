internal import LinearAlgebra
internal import MolecularMechanics

/// A least-squares fit of force-field parameters to several targets at once.
///
/// Minimises Σ weight·X + penalty(m) over the variables m of p = p₀ + w·m by Levenberg–Marquardt steps whose model keeps
/// the penalty exact. Derivatives of relaxed energies are analytic. Relaxations begin where those of the last good step
/// ended; the result is confirmed from the reference geometries, and where that fails the fit goes on with the points that
/// went astray relaxed from their references, and at last all. The result is never worse than the start, and equal inputs
/// give equal results.
public struct ParameterFit: Sendable {
    private let problem: FitProblem
    private let options: FitOptions

    /// Prepares a fit: checks the input and relaxes each grid point once.
    ///
    /// A target that cannot be evaluated is left out with a warning, unless there is no other.
    /// - Throws: ``FittingError``, which names the parameter or target at fault.
    public init(
        parameters: [FittedParameter], targets: [FitTarget], options: FitOptions = FitOptions()
    ) throws(FittingError) {
        problem = try FitProblem(parameters, targets, options)
        self.options = options
    }

    /// A fit of a problem that is set up already.
    init(problem: FitProblem, options: FitOptions) { (self.problem, self.options) = (problem, options) }

    /// Runs the fit.
    ///
    /// - Parameter observer: called after each evaluation; return false to stop, which keeps the best parameters so far.
    /// - Throws: ``FittingError`` when the starting parameters themselves cannot be evaluated.
    public func run(observer: (FitReport.Iteration) -> Bool = { _ in true }) throws(FittingError) -> FitReport {
        let start = try problem.start()
        guard start.objective.isFinite else {
            throw FittingError(
                .energyFailed, "the objective of the starting parameters is not a number; check the starting values")
        }
        var descent = try Descent(problem: problem, options: options, start: start)
        try run(&descent, from: start, observer)
        return report(descent, start: start)
    }

    /// How often a descent goes on after its result was not confirmed, before it stops following minima.
    private static let corrections = 4

    /// Descends until the result holds from the reference geometries; ends at the best point that does.
    private func run(
        _ descent: inout Descent, from start: FitProblem.Point, _ observer: (FitReport.Iteration) -> Bool
    ) throws(FittingError) {
        try descent.run(observer)
        var best = start
        var corrections = 0
        while descent.followsMinima, descent.best.m != start.m {
            let fresh = try? problem.evaluate(descent.best.m)
            if let fresh, descent.isConfirmed(by: fresh) { break }
            if let fresh, fresh.objective < best.objective { best = fresh }
            if descent.isStopped {
                return descent.settle(on: best.m == start.m ? descent.lastImprovement(on: start) ?? start : best)
            }
            corrections += 1
            if let fresh, corrections <= Self.corrections {
                try descent.begin(at: fresh.learning(from: descent.best))
            } else {
                try descent.begin(at: best, followsMinima: false)
            }
            try descent.run(observer)
        }
        if best.objective < descent.best.objective { descent.settle(on: best) }
    }

    /// The objective and its gradient with respect to the variables m, in the order of the parameters.
    ///
    /// - Parameter variables: m = (p − p₀)/w of each parameter.
    /// - Throws: ``FittingError`` with code `energyFailed` when a target cannot be evaluated there.
    public func objective(at variables: [Double]) throws(FittingError) -> (value: Double, gradient: [Double]) {
        let point = try problem.evaluate(variables)
        let model = try problem.model(at: point, damping: 0)
        let gradient = zip(model.gradient, variables).map { 2 * $0 + options.penalty.slope($1) }
        return (point.objective, gradient)
    }

    private func report(_ descent: Descent, start: FitProblem.Point) -> FitReport {
        let best = descent.best
        let values = problem.parameters.values(at: best.m)
        let usedByAny = Set(problem.used.flatMap { $0 })
        var warnings = problem.warnings + problem.models.flatMap(\.warnings)
        let parameters = problem.parameters.parameters.enumerated().map { n, parameter in
            FitReport.Parameter(
                parameter: parameter, priorWidth: problem.parameters.widths[n],
                refitValue: usedByAny.contains(n) ? values[n] : parameter.initialValue,
                variable: best.m[n], isUsed: usedByAny.contains(n))
        }
        for parameter in parameters where !parameter.isUsed {
            let name = parameter.parameter.name
            warnings.append(
                FitWarning(.unusedParameter, name, "no target's molecule uses \(name); it keeps its starting value"))
        }
        if !descent.isConverged { warnings.append(FitWarning(.notConverged, "fit", descent.reason)) }
        let targets = problem.models.enumerated().map { n, model in
            FitReport.Target(
                name: model.name, weight: problem.weights[n], initialObjective: start.evaluations[n].objective,
                refitObjective: best.evaluations[n].objective,
                profile: model.profile(initial: start.evaluations[n].profile, refit: best.evaluations[n].profile))
        }
        return FitReport(
            isConverged: descent.isConverged, reason: descent.reason, iterations: descent.iterations,
            parameters: parameters, targets: targets, warnings: warnings)
    }
}

extension ResidualModel {
    /// The energies before and after, where the target has any.
    func profile(initial: [Double], refit: [Double]) -> EnergyProfile? {
        switch self {
        case let model as TorsionProfileModel:
            EnergyProfile(
                angles: model.target.angles, reference: model.reference, initial: initial, refit: refit,
                weights: model.weights)
        case let model as AbInitioModel:
            EnergyProfile(
                angles: model.reference.indices.map(Double.init), reference: model.reference, initial: initial,
                refit: refit, weights: model.weights)
        default: nil
        }
    }
}
