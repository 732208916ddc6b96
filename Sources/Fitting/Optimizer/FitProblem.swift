internal import LinearAlgebra
internal import MolecularMechanics

/// The objective f(m) = Σ weight·X + penalty(m) of all targets together.
struct FitProblem: Sendable {
    let parameters: ParameterSet
    let models: [any ResidualModel]
    /// Factor on each target.
    let weights: [Double]
    let penalty: Penalty
    /// For each target, the parameters that it uses.
    let used: [[Int]]
    /// Targets that were left out, and targets that no parameter affects.
    let warnings: [FitWarning]

    init(_ parameters: [FittedParameter], _ targets: [FitTarget], _ options: FitOptions) throws(FittingError) {
        let set = try ParameterSet(parameters)
        guard !targets.isEmpty else {
            throw FittingError(.noTargets, "there is no target; give at least one set of reference data")
        }
        try Self.check(options)
        for target in targets {
            guard target.weight > 0, target.weight.isFinite else {
                throw FittingError(
                    .badTarget, "the weight of target \(target.name) is \(target.weight); it must be positive")
            }
        }
        let start = [Double](repeating: 0, count: parameters.count)
        var models: [any ResidualModel] = []
        var warnings: [FitWarning] = []
        var failure: FittingError?
        for target in targets {
            do throws(FittingError) {
                models.append(try target.model { set.apply(start, to: $0) })
            } catch {
                failure = failure ?? error
                warnings.append(FitWarning(.targetLeftOut, target.name, "\(error.description); it is left out"))
            }
        }
        if models.isEmpty, let failure { throw failure }
        let total = options.normalizesWeights ? models.reduce(0) { $0 + $1.weight } : 1
        weights = models.map { $0.weight / total }
        used = models.map { set.used(by: $0.system) }
        for (model, parameters) in zip(models, used) where parameters.isEmpty {
            let sentence = "target \(model.name): its molecule uses none of the fitted parameters"
            warnings.append(FitWarning(.unaffectedTarget, model.name, sentence))
        }
        (self.parameters, self.models, penalty, self.warnings) = (set, models, options.penalty, warnings)
    }

    /// A problem from residuals that are set up already, each with the weight 1 and affected by every parameter.
    init(_ parameters: ParameterSet, _ models: [any ResidualModel], penalty: Penalty) {
        (self.parameters, self.models, self.penalty, warnings) = (parameters, models, penalty, [])
        weights = models.map { _ in 1 }
        used = models.map { _ in Array(parameters.parameters.indices) }
    }

    private static func check(_ options: FitOptions) throws(FittingError) {
        let penalty = options.penalty
        guard penalty.weight >= 0, penalty.weight.isFinite, penalty.smoothing > 0, options.initialDamping > 0,
            options.decreaseTolerance > 0
        else {
            throw FittingError(
                .badOptions,
                "the penalty weight is \(penalty.weight) (it may not be negative); smoothing, damping and tolerance must be positive"
            )
        }
    }

    /// The targets at one point.
    struct Point: Sendable {
        let m: [Double]
        let evaluations: [any ResidualEvaluation]
        /// Σ weight·X.
        let unpenalized: Double
        let objective: Double

        /// This point, evaluated from the reference geometries, as a start that has learned where another evaluation of it,
        /// which followed minima, went astray.
        func learning(from followed: Point) -> Point {
            Point(
                m: m, evaluations: zip(evaluations, followed.evaluations).map { $0.learning(from: $1) },
                unpenalized: unpenalized, objective: objective)
        }
    }

    /// The targets with the starting parameters.
    func start() throws(FittingError) -> Point {
        var evaluations: [any ResidualEvaluation] = []
        for model in models { evaluations.append(try model.start()) }
        return point([Double](repeating: 0, count: parameters.parameters.count), evaluations)
    }

    /// The targets at variables m.
    ///
    /// - Parameter known: a point nearby, from whose relaxed geometries relaxations begin; nil to begin at the references.
    func evaluate(_ m: [Double], near known: Point? = nil) throws(FittingError) -> Point {
        var evaluations: [any ResidualEvaluation] = []
        for (slot, model) in models.enumerated() {
            let system = parameters.apply(m, to: model.system)
            evaluations.append(try model.evaluate(system, near: known?.evaluations[slot]))
        }
        return point(m, evaluations)
    }

    private func point(_ m: [Double], _ evaluations: [any ResidualEvaluation]) -> Point {
        let sum = zip(weights, evaluations).reduce(0) { $0 + $1.0 * $1.1.objective }
        return Point(m: m, evaluations: evaluations, unpenalized: sum, objective: sum + penalty.value(m))
    }

    /// The convex model around a point.
    func model(at point: Point, damping: Double) throws(FittingError) -> QuadraticModel {
        let n = point.m.count
        var hessian = Matrix(rows: n, columns: n)
        var gradient = [Double](repeating: 0, count: n)
        for (slot, evaluation) in point.evaluations.enumerated() where !used[slot].isEmpty {
            let columns = used[slot]
            var jacobian = try evaluation.jacobian(columns.map { parameters.parameters[$0].systemParameter })
            for row in 0..<jacobian.rows {
                for (column, parameter) in columns.enumerated() {
                    jacobian[row, column] *= parameters.internalWidths[parameter]
                }
            }
            let square = Matrix.product(jacobian, jacobian, transposeA: true)
            let slope = Matrix.product(jacobian, evaluation.residuals, transposeA: true)
            for (a, i) in columns.enumerated() {
                gradient[i] += weights[slot] * slope[a]
                for (b, j) in columns.enumerated() { hessian[i, j] += weights[slot] * square[a, b] }
            }
        }
        return QuadraticModel(
            hessian: hessian, gradient: gradient, m: point.m, lower: parameters.lowerBounds, penalty: penalty,
            damping: damping)
    }
}

extension FitTarget {
    /// The target's residuals, with the starting parameters put into its system by `prepare`.
    func model(_ prepare: (System) -> System) throws(FittingError) -> any ResidualModel {
        switch self {
        case .torsionProfile(let target): try TorsionProfileModel(target, initial: prepare(target.system))
        case .abInitio(let target): try AbInitioModel(target, initial: prepare(target.system))
        case .vibration(let target): try VibrationModel(target, initial: prepare(target.system))
        case .optimizedGeometry(let target): try OptimizedGeometryModel(target, initial: prepare(target.system))
        }
    }
}
