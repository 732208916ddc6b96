internal import ElectronicStructure
internal import LinearAlgebra
internal import Units

/// Follows the energy downhill while a dihedral, if one is driven, keeps its value.
///
/// Each step: rational-function step in delocalised internal coordinates with the dihedral's direction projected out, back to
/// Cartesian coordinates, dihedral turned exactly onto its target, energy and gradient, BFGS update, trust radius.
struct ConstrainedOptimizer {
    let job: ConstrainedOptimization
    let graph: BondGraph
    private(set) var gradients = 0
    private(set) var iterations = 0
    private var trust = 0.1
    private var moving: [Int] = []
    private var primitives: [Primitive] = []
    private var coordinates = InternalCoordinates(cartesian: 0)
    private var hessian = Matrix(rows: 0, columns: 0)
    /// How often the coordinates were made anew.
    private var generation = 0

    init(_ job: ConstrainedOptimization) {
        self.job = job
        graph = BondGraph(atoms: job.system.atomicNumbers.count, bonds: job.bonds)
    }

    private var target: Double { job.targetAngle * Constants.radianPerDegree }

    mutating func run(engine: any QCEngine) -> ConstrainedOptimizationResult {
        var reached: OptimizerFrame?
        do throws(OptimizationFailure) {
            let criteria = try prepare()
            let session = try self.session(engine)
            var frame = try start(session)
            reached = frame
            try descend(session, criteria, &frame, &reached)
            if let change = BondingCheck.change(
                graph: graph, numbers: job.system.atomicNumbers, geometry: frame.geometry)
            {
                throw OptimizationFailure(.bondingChanged, change)
            }
            return result(frame, nil)
        } catch {
            return result(reached, error)
        }
    }

    private func result(_ frame: OptimizerFrame?, _ failure: OptimizationFailure?) -> ConstrainedOptimizationResult {
        let hold = self.hold
        let second = frame.flatMap {
            failure == nil && hold == nil ? QuasiNewton.cartesian(hessian, jacobian: $0.jacobian) : nil
        }
        return ConstrainedOptimizationResult(
            energy: frame.map { $0.energy - (hold?.bias(at: $0.geometry).energy ?? 0) },
            geometry: frame?.geometry ?? job.geometry, gradients: gradients,
            iterations: iterations, failure: failure, hessian: second.map(CartesianHessian.init))
    }

    /// What keeps the bonds, where that is asked for.
    private var hold: BondHold? {
        job.holdsBonds == true ? BondHold(graph: graph, numbers: job.system.atomicNumbers) : nil
    }

    private mutating func prepare() throws(OptimizationFailure) -> ConvergenceCriteria {
        do {
            try job.validate()
            if job.isDriven { moving = graph.side(of: job.dihedral[2], awayFrom: job.dihedral[1]) }
            trust = job.options.trust
            return try ConvergenceCriteria(set: job.options.convergenceSet, overrides: job.options.converge)
        } catch {
            throw OptimizationFailure(.input, error.message, recovery: .never)
        }
    }

    private func session(_ engine: any QCEngine) throws(OptimizationFailure) -> any QCSession {
        do {
            let session = try engine.session(for: job.system, level: job.level)
            return hold.map { HeldSession(session, hold: $0) } ?? session
        } catch {
            throw OptimizationFailure(.engine, error.message, recovery: error.recovery)
        }
    }

    /// Builds coordinates and Hessian at the start geometry, then turns the dihedral and computes the first gradient.
    private mutating func start(_ session: any QCSession) throws(OptimizationFailure) -> OptimizerFrame {
        makeCoordinates(at: job.geometry)
        hessian = guess(job.geometry)
        let zero = [Double](repeating: 0, count: 3 * graph.count)
        if !coordinates.isCartesian, let carried = job.hessian?.matrix(atoms: graph.count),
            let frame = OptimizerFrame(coordinates, job.geometry, 0, cartesian: zero, dihedral: job.dihedral),
            let loaded = QuasiNewton.internalHessian(carried, jacobian: frame.jacobian, metric: frame.metric)
        {
            hessian = loaded
        }
        return try frame(at: turned(job.geometry), session)
    }

    /// A geometry with the driven dihedral turned onto its target.
    private func turned(_ geometry: [Vector]) -> [Vector] {
        guard job.isDriven else { return geometry }
        return DihedralRotation.rotated(geometry, dihedral: job.dihedral, moving: moving, to: target)
    }

    private mutating func makeCoordinates(at geometry: [Vector]) {
        generation += 1
        primitives = PrimitiveSet(graph: graph, geometry: geometry, dihedral: job.dihedral).primitives
        let isCartesian = job.options.coordsys.lowercased() == "cart"
        let delocalised = isCartesian ? nil : InternalCoordinates(primitives: primitives, geometry: geometry)
        coordinates = delocalised ?? InternalCoordinates(cartesian: graph.count)
    }

    private func guess(_ geometry: [Vector]) -> Matrix {
        QuasiNewton.guess(coordinates, primitives, job.system.atomicNumbers, geometry)
    }

    /// Energy, gradient and local coordinates at a geometry; falls back to Cartesian coordinates where all others fail.
    private mutating func frame(
        at geometry: [Vector], _ session: any QCSession
    ) throws(OptimizationFailure) -> OptimizerFrame {
        let answer: EnergyGradient
        do {
            gradients += 1
            answer = try session.energyAndGradient(at: geometry)
        } catch {
            throw OptimizationFailure(.engine, error.message, recovery: error.recovery)
        }
        let flat = answer.gradient.flatMap { [$0.x, $0.y, $0.z] }
        for attempt in 0..<3 {
            let frame = OptimizerFrame(
                coordinates, geometry, answer.energy, cartesian: flat, dihedral: job.dihedral)
            if let frame { return frame }
            if attempt == 0 {
                makeCoordinates(at: geometry)
            } else {
                generation += 1
                coordinates = InternalCoordinates(cartesian: graph.count)
            }
            hessian = guess(geometry)
        }
        throw OptimizationFailure(.coordinates, "no coordinates describe the geometry; the dihedral may be linear")
    }

    private mutating func descend(
        _ session: any QCSession, _ criteria: ConvergenceCriteria, _ frame: inout OptimizerFrame,
        _ reached: inout OptimizerFrame?
    ) throws(OptimizationFailure) {
        var last: OptimizerProgress.Last?
        while true {
            let step = try nextStep(frame)
            let progress = OptimizerProgress(frame: frame, step: step, last: last)
            if progress.isConverged(criteria, job.options) { return }
            guard iterations < job.options.maxiter else {
                if criteria.acceptsLastIteration { return }
                throw OptimizationFailure(
                    .notConverged, "the geometry did not converge in \(job.options.maxiter) steps")
            }
            iterations += 1
            let before = generation
            let next = try advance(frame, step, session)
            let isAccepted = next.energy <= frame.energy + 1e-5 || trust < 2e-3 || generation != before
            adapt(step, change: next.energy - frame.energy, length: frame.displacementNorms(step.step).rms)
            guard isAccepted else { continue }
            let moves = zip(next.geometry, frame.geometry).map { $0 - $1 }.flatMap { [$0.x, $0.y, $0.z] }
            last = OptimizerProgress.Last(
                energyChange: next.energy - frame.energy,
                displacement: OptimizerFrame.norms(moves, Constants.angstromPerBohr))
            frame = next
            reached = frame
            try refresh(&frame)
        }
    }

    private mutating func nextStep(_ frame: OptimizerFrame) throws(OptimizationFailure) -> RationalStep {
        let scale = Constants.angstromPerBohr / Double(graph.count).squareRoot()
        let measure = { (x: [Double]) in max(inner(x, frame.metric.solve(x)), 0).squareRoot() * scale }
        if job.options.reset, CholeskyFactor(hessian, shift: -job.options.epsilon) == nil {
            hessian = guess(frame.geometry)
        }
        let step = RationalStep(
            hessian: frame.projected(hessian), gradient: frame.projected, radius: trust, measure: measure)
        guard let step else { throw OptimizationFailure(.coordinates, "the Hessian holds a value that is not finite") }
        return step
    }

    /// The frame a step leads to; a step on which the engine fails is halved up to three times.
    private mutating func advance(
        _ frame: OptimizerFrame, _ step: RationalStep, _ session: any QCSession
    ) throws(OptimizationFailure) -> OptimizerFrame {
        var move = step.step
        for attempt in 0..<4 {
            let x = turned(frame.geometry(after: move, in: coordinates))
            do {
                let before = generation
                let next = try self.frame(at: x, session)
                if before == generation {
                    let change = coordinates.change(from: frame.values, frame.geometry, to: x)
                    let y = zip(next.gradient, frame.gradient).map { $0 - $1 }
                    QuasiNewton.update(&hessian, step: change, gradientChange: y)
                }
                return next
            } catch {
                guard error.cause == .engine, attempt < 3 else { throw error }
                move = move.map { $0 / 2 }
                trust = max(trust / 2, 1e-3)
            }
        }
        throw OptimizationFailure(.engine, "the engine failed at every step length")
    }

    /// Widens or narrows the trust radius by how well the change of energy was foreseen.
    private mutating func adapt(_ step: RationalStep, change: Double, length: Double) {
        guard step.predicted < -1e-7 else { return }
        let quality = change / step.predicted
        if quality > 0.75 {
            trust = min(job.options.tmax, trust * 2.0.squareRoot())
        } else if quality < 0.25 {
            trust = max(1e-3, min(trust, length) / 2)
        }
    }

    /// Makes new coordinates when an angle became linear, or when the options ask for it, and carries the Hessian over.
    private mutating func refresh(_ frame: inout OptimizerFrame) throws(OptimizationFailure) {
        let x = frame.geometry
        for (a, (b, c)) in zip(job.dihedral, zip(job.dihedral.dropFirst(), job.dihedral.dropFirst(2)))
        where angle(x[a], x[b], x[c]) >= 3.1 {
            throw OptimizationFailure(.coordinates, "an angle of the driven dihedral became linear")
        }
        let isUnfit = zip(coordinates.primitives, frame.values).contains {
            $0.kind == .angle && $1 > PrimitiveSet.unfitThreshold
        }
        let isDue = job.options.check > 0 && iterations.isMultiple(of: job.options.check)
        guard isUnfit || isDue else { return }
        let cartesian = QuasiNewton.cartesian(hessian, jacobian: frame.jacobian)
        makeCoordinates(at: x)
        hessian = guess(x)
        guard let renewed = frame.frame(in: coordinates, dihedral: job.dihedral) else {
            throw OptimizationFailure(.coordinates, "the coordinates broke down at step \(iterations)")
        }
        frame = renewed
        if let carried = QuasiNewton.internalHessian(cartesian, jacobian: frame.jacobian, metric: frame.metric) {
            hessian = carried
        }
    }
}
