internal import ElectronicStructure
internal import Units

extension Wavefront {
    /// Starts closer than this [bohr] in every distance lead to one optimum; the second is not run.
    private static let sameStart: Float = 0.02
    /// The same for start conformers, which are only roughly relaxed.
    private static let sameConformer: Float = 0.5

    /// The first round.
    mutating func seed() {
        let inRange = setup.conformers.filter { grid.angles.contains(grid.nearest(to: dihedral($0))) }
        let conformers = inRange.isEmpty ? setup.conformers : inRange
        for conformer in conformers {
            let degrees = dihedral(conformer)
            var angle = grid.nearest(to: degrees)
            if !grid.angles.contains(angle) {
                let apart = { (g: Int) in wrapped((Double(g) - degrees) * Constants.radianPerDegree).magnitude }
                angle = grid.angles.min { apart($0) < apart($1) } ?? angle
            }
            send(conformer, to: angle, from: nil, hessian: nil, tolerance: Self.sameConformer)
        }
    }

    /// Judges the round in the order of its jobs and lays out the next.
    mutating func evaluateRound() {
        let finished = jobs.compactMap { job in results[job.id].map { (job, $0) } }
        jobs = []
        results = [:]
        round += 1
        for (_, result) in finished {
            optimizations += 1
            gradients += result.gradients
        }
        if isRefining { return evaluateRefinement(finished) }
        for (job, result) in finished {
            if let failure = result.failure {
                failures[job.gridAngle] = failure.message
                if failure.cause == .bondingChanged { torn.insert(job.gridAngle) }
            } else if isBetter(result, job) {
                best[job.gridAngle] = result
                if job.optimization.holdsBonds == true {
                    held.insert(job.gridAngle)
                } else {
                    held.remove(job.gridAngle)
                }
            }
        }
        for (job, result) in finished where result.failure != nil { repeatCautiously(job, result) }
        for angle in best.keys.sorted() where isWorthSending(angle) { propagate(from: angle) }
        if jobs.isEmpty { fillGaps() }
        if jobs.isEmpty { holdBonds() }
        if jobs.isEmpty { refine() }
    }

    /// Whether a result is lower than the one at its angle; one with free bonds takes the place of one with held bonds.
    private func isBetter(_ result: ConstrainedOptimizationResult, _ job: GridPointJob) -> Bool {
        guard let energy = result.energy else { return false }
        guard let old = best[job.gridAngle]?.energy else { return true }
        let isFree = job.optimization.holdsBonds != true
        if held.contains(job.gridAngle) == isFree { return isFree }
        return energy < old
    }

    /// Whether a point is new, or lower by more than the threshold than when its geometry was last sent on.
    private func isWorthSending(_ angle: Int) -> Bool {
        guard let energy = best[angle]?.energy, let old = sent[angle] else { return true }
        return energy < old - setup.energyDecreaseThreshold
    }

    private func isWithinLimit(_ angle: Int) -> Bool {
        guard let limit = setup.energyUpperLimit else { return true }
        let lowest = best.values.compactMap(\.energy).min() ?? 0
        return (best[angle]?.energy ?? .infinity) <= lowest + limit
    }

    private mutating func propagate(from angle: Int) {
        guard let point = best[angle], isWithinLimit(angle) else { return }
        sent[angle] = point.energy
        for neighbour in grid.neighbours(of: angle) {
            send(point.geometry, to: neighbour, from: angle, hessian: point.hessian, tolerance: Self.sameStart)
        }
    }

    /// Asks for an optimisation unless an equal start was used before.
    private mutating func send(
        _ geometry: [SIMD3<Double>], to angle: Int, from source: Int?, hessian: CartesianHessian?, tolerance: Float
    ) {
        let key = folded(angle)
        let isFlipped = key != angle
        let start = isFlipped ? Self.mirrored(geometry) : geometry
        let turned = rotated(start, to: key)
        let shape = ShapeFingerprint(turned, classes: classes)
        guard !(tried[key] ?? []).contains(where: { $0.matches(shape, tolerance: tolerance) }) else { return }
        tried[key, default: []].append(shape)
        let carried = isFlipped ? hessian?.mirrored : hessian
        append(setup.optimization(from: start, to: key, hessian: carried), at: key, from: source, attempt: 0)
    }

    private func rotated(_ geometry: [SIMD3<Double>], to angle: Int) -> [SIMD3<Double>] {
        let graph = BondGraph(atoms: geometry.count, bonds: setup.bonds)
        let moving = graph.side(of: setup.dihedral[2], awayFrom: setup.dihedral[1])
        return DihedralRotation.rotated(
            geometry, dihedral: setup.dihedral, moving: moving, to: Double(angle) * Constants.radianPerDegree)
    }

    mutating func append(_ work: ConstrainedOptimization, at angle: Int, from source: Int?, attempt: Int) {
        let id = "round \(round), angle \(angle), job \(jobs.count)"
        jobs.append(
            GridPointJob(id: id, gridAngle: angle, sourceAngle: source, attempt: attempt, optimization: work))
    }

    /// Repeats a failed optimisation with a fresh Hessian and shorter steps, then in Cartesian coordinates.
    private mutating func repeatCautiously(_ job: GridPointJob, _ result: ConstrainedOptimizationResult) {
        guard best[job.gridAngle] == nil, job.attempt < 2, let failure = result.failure else { return }
        guard failure.cause != .bondingChanged, failure.recovery != .never else { return }
        var work = job.optimization
        work.hessian = nil
        work.options.trust = min(work.options.trust, 0.05)
        work.options.tmax = min(work.options.tmax, 0.1)
        if job.attempt == 1 { work.options.coordsys = "cart" }
        append(work, at: job.gridAngle, from: job.sourceAngle, attempt: job.attempt + 1)
    }

    /// Tries points without a result from the nearest good points on either side.
    private mutating func fillGaps() {
        if best.isEmpty { return startElsewhere() }
        for angle in grid.angles where best[angle] == nil && folded(angle) == angle {
            for direction in [-1, 1] {
                guard let source = nearestGood(to: angle, direction: direction) else { continue }
                let key = folded(source)
                guard isWithinLimit(key), let point = best[key] else { continue }
                guard filled.insert("\(angle) from \(source)").inserted else { continue }
                let geometry = key == source ? point.geometry : Self.mirrored(point.geometry)
                let hessian = key == source ? point.hessian : point.hessian?.mirrored
                send(geometry, to: angle, from: source, hessian: hessian, tolerance: Self.sameStart)
            }
        }
    }

    /// When no start conformer survives at its own angle, as when a proton moves over, tries the first one at angles about
    /// 45° apart.
    private mutating func startElsewhere() {
        guard filled.insert("start elsewhere").inserted else { return }
        let stride = max(1, 45 / grid.spacing)
        for (index, angle) in grid.angles.reversed().enumerated()
        where index.isMultiple(of: stride) && folded(angle) == angle {
            send(setup.conformers[0], to: angle, from: nil, hessian: nil, tolerance: Self.sameStart)
        }
    }

    func nearestGood(to angle: Int, direction: Int) -> Int? {
        for step in 1..<(360 / grid.spacing) {
            let other = grid.normalized(angle + direction * step * grid.spacing)
            if grid.angles.contains(other), best[folded(other)] != nil { return other }
        }
        return nil
    }
}
