internal import LinearAlgebra

/// The state of a running fit: damping is eased after good steps and raised after bad ones.
///
/// - Source: Moré, in Numerical Analysis, Lecture Notes in Mathematics 630 (1978) 105, for the rule of the gain ratio.
struct Descent {
    let problem: FitProblem
    let options: FitOptions
    /// Whether relaxations begin at the minima of the best point, or at the reference geometries, which is what the objective
    /// is defined by.
    private(set) var followsMinima = true
    private(set) var best: FitProblem.Point
    private(set) var iterations: [FitReport.Iteration]
    private(set) var isConverged = false
    private(set) var reason = ""
    /// Whether the observer wanted no more steps.
    private(set) var isStopped = false
    /// The iteration where the descent last began.
    private var beginning = 0
    /// The variables of each point that was taken.
    private var path: [[Double]] = []
    private var model: QuadraticModel
    private var floor: Double
    /// What JᵀJ leaves out, learned from the steps taken; nil as long as JᵀJ foretells them well.
    private var correction: SecantCorrection?
    private var gaussNewton: QuadraticModel

    init(problem: FitProblem, options: FitOptions, start: FitProblem.Point) throws(FittingError) {
        (self.problem, self.options, best) = (problem, options, start)
        (model, floor) = try Self.model(of: problem, at: start, options)
        gaussNewton = model
        iterations = [
            FitReport.Iteration(
                number: 0, objective: start.objective, unpenalized: start.unpenalized, isAccepted: true, stepSize: 0)
        ]
    }

    /// The model at the start of a descent, and the least damping of its steps.
    private static func model(
        of problem: FitProblem, at start: FitProblem.Point, _ options: FitOptions
    ) throws(FittingError) -> (QuadraticModel, floor: Double) {
        var model = try problem.model(at: start, damping: 0)
        let largest = (0..<start.m.count).map { [model] in model.hessian[$0, $0] }.max() ?? 0
        model.damping = max(options.initialDamping * largest, 1e-9)
        return (model, max(1e-6 * options.initialDamping * largest, 1e-12))
    }

    /// Begins again at a point that was evaluated from the reference geometries.
    mutating func begin(at point: FitProblem.Point, followsMinima: Bool = true) throws(FittingError) {
        self.followsMinima = followsMinima
        take(point)
        (model, floor) = try Self.model(of: problem, at: point, options)
        (gaussNewton, correction, path, beginning) = (model, nil, [], iterations.count - 1)
    }

    mutating func run(_ observer: (FitReport.Iteration) -> Bool) throws(FittingError) {
        (isConverged, reason) = (false, "")
        var goesOn = observer(iterations[beginning])
        while goesOn {
            guard let (step, promised) = nextStep() else { return }
            if step.allSatisfy({ $0 == 0 }) || promised <= 0 {
                return stop(true, "no step promises a lower objective")
            }
            if options.maximumIterations <= 0 { return stop(false, "only the starting parameters were evaluated") }
            if iterations.count - beginning > options.maximumIterations {
                return stop(
                    false,
                    "the fit stopped after \(options.maximumIterations) iterations with a promised decrease of "
                        + "\(promised); the best parameters found are returned")
            }
            try attempt(step, promised)
            if let last = iterations.last { goesOn = observer(last) }
            if !reason.isEmpty { return }
        }
        isStopped = true
        stop(false, "the fit was stopped; the best parameters found are returned")
    }

    /// The model's step, or nil with the reason set when the fit is over.
    private mutating func nextStep() -> (step: [Double], promised: Double)? {
        guard let step = try? model.step() else {
            stop(false, "the equations of the step have no solution; check the reference data")
            return nil
        }
        let promised = model.predictedDecrease(step)
        var undamped = model
        undamped.damping = floor
        let optimum = (try? undamped.step()).map(undamped.predictedDecrease) ?? promised
        iterations[lastAccepted].promisedDecrease = max(optimum, promised)
        if max(optimum, promised) <= options.decreaseTolerance {
            stop(true, "the objective can fall by no more than \(options.decreaseTolerance)")
            return nil
        }
        return (step, promised)
    }

    private var lastAccepted: Int { iterations.lastIndex { $0.isAccepted } ?? 0 }

    private mutating func attempt(_ step: [Double], _ promised: Double) throws(FittingError) {
        let m = zip(best.m, step).map { $0 + $1 }
        let trial = try? problem.evaluate(m, near: followsMinima ? best : nil)
        let objective = trial?.objective ?? .infinity
        let gain = (best.objective - objective) / promised
        let size = step.reduce(0) { max($0, abs($1)) }
        let isAccepted = gain > 1e-4
        iterations.append(
            FitReport.Iteration(
                number: iterations.count, objective: objective, unpenalized: trial?.unpenalized ?? .infinity,
                isAccepted: isAccepted, stepSize: size))
        if gain < 0.25, correction == nil { correction = SecantCorrection(size: step.count) }
        guard isAccepted, let trial else {
            model.damping *= 8
            if promised < 1e-9 * max(1, best.objective) || size < 1e-9 {
                stop(
                    false,
                    "no step lowers the objective although its model promises so; the best parameters found are returned"
                )
            }
            return
        }
        best = trial
        path.append(trial.m)
        let damping = gain > 0.75 ? max(model.damping / 10, floor) : gain < 0.25 ? model.damping * 4 : model.damping
        let old = gaussNewton
        model = try problem.model(at: trial, damping: damping)
        gaussNewton = model
        correction?.learn(step, from: old, to: model)
        if let correction { model.hessian = correction.applied(to: model.hessian) }
    }

    /// Whether an evaluation of the best point from the reference geometries gives the same objective.
    func isConfirmed(by point: FitProblem.Point) -> Bool {
        abs(point.objective - best.objective) <= 1e-7 * max(1, best.objective)
    }

    /// The last point taken that is better than the start when evaluated from the reference geometries.
    func lastImprovement(on start: FitProblem.Point) -> FitProblem.Point? {
        for m in path.reversed() {
            if let point = try? problem.evaluate(m), point.objective < start.objective { return point }
        }
        return nil
    }

    /// Takes a point that was evaluated from the reference geometries as the result.
    mutating func settle(on point: FitProblem.Point) {
        if point.m != best.m, !isStopped {
            stop(false, "the last parameters do not hold from the reference geometries as well as the ones returned")
        }
        take(point)
    }

    private mutating func take(_ point: FitProblem.Point) {
        let isNew = point.objective != best.objective || point.m != best.m
        best = point
        guard isNew else { return }
        iterations.append(
            FitReport.Iteration(
                number: iterations.count, objective: point.objective, unpenalized: point.unpenalized, isAccepted: true,
                stepSize: 0))
    }

    private mutating func stop(_ converged: Bool, _ why: String) {
        (isConverged, reason) = (converged, why)
    }
}
