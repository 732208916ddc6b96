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
            send(conformer: conformer, to: angle, tolerance: Self.sameConformer)
        }
        far = farStarts()
        advance(from: Array(inbox.keys))
    }

    /// Carries each point as far as the results allow, beginning with those that something happened to.
    mutating func advance(from changed: [Int]) {
        var queue = changed
        while true {
            while let angle = queue.popLast(), hasWork {
                if step(angle) { queue += [angle] + neighbours(angle) + far.keys.filter { far[$0] == angle } }
            }
            if hasWork { return }
            (firstRound, rounds) = (lastRound + 1, [:])
            fillGaps()
            if !hasWork { holdBonds() }
            if !hasWork { refine() }
            if !hasWork { return }
            queue = Array(inbox.keys)
        }
    }

    private var hasWork: Bool { !jobs.isEmpty || !inbox.isEmpty }

    /// Takes a point into its next round, if it can go there; whether it did.
    private mutating func step(_ angle: Int) -> Bool {
        let round = rounds[angle] ?? firstRound
        guard sources(angle, round).allSatisfy({ (rounds[$0] ?? firstRound) >= round }) else { return false }
        if !jobs.contains(where: { $0.gridAngle == angle }) { layOut(round, at: angle) }
        let current = jobs.filter { $0.gridAngle == angle }
        let finished = current.compactMap { job in results[job.id].map { (job, $0) } }
        guard finished.count == current.count else { return false }
        jobs.removeAll { $0.gridAngle == angle }
        for (job, _) in finished { results[job.id] = nil }
        rounds[angle] = round + 1
        if !finished.isEmpty { evaluate(finished, at: angle) }
        return true
    }

    /// The points that a point's rounds wait for: those that may send it something, or all where the energy limit makes each
    /// depend on all.
    private func neighbours(_ angle: Int) -> [Int] {
        let others = setup.energyUpperLimit == nil ? grid.neighbours(of: angle) : grid.angles
        return others.map(folded)
    }

    /// The points that may send something to a point for a round: its neighbours, and where it begins far from all.
    private func sources(_ angle: Int, _ round: Int) -> [Int] {
        neighbours(angle) + (round == 1 ? far[angle].map { [$0] } ?? [] : [])
    }

    /// Makes jobs of what was sent to a point for a round.
    private mutating func layOut(_ round: Int, at angle: Int) {
        guard let sent = inbox[angle] else { return }
        let later = sent.filter { $0.round > round }
        inbox[angle] = later.isEmpty ? nil : later
        let starts = sent.filter { $0.round == round }.enumerated().sorted {
            ($0.element.order.0, $0.element.order.1, $0.offset) < ($1.element.order.0, $1.element.order.1, $1.offset)
        }
        var laidOut: [GridPointJob] = []
        for (_, start) in starts where isWithinLimit(start.energy) && isNew(start, at: angle) {
            laidOut.append(
                GridPointJob(
                    id: "angle \(angle), round \(round), start \(laidOut.count)", round: round, gridAngle: angle,
                    sourceAngle: start.source, attempt: start.attempt, isBranch: start.isBranch,
                    optimization: start.work))
        }
        if laidOut.isEmpty { return }
        lastRound = max(lastRound, round)
        let place = jobs.firstIndex { ($0.round, $0.gridAngle) > (round, angle) }
        jobs.insert(contentsOf: laidOut, at: place ?? jobs.endIndex)
    }

    /// Judges a point's round in the order of its jobs and sends on what it found.
    private mutating func evaluate(_ finished: [(GridPointJob, ConstrainedOptimizationResult)], at angle: Int) {
        for (_, result) in finished {
            optimizations += 1
            gradients += result.gradients
        }
        if isRefining { return evaluateRefinement(finished) }
        for (job, result) in finished {
            if let failure = result.failure {
                failures[angle] = failure.message
                if failure.cause == .bondingChanged { torn.insert(angle) }
            } else if isBetter(result, job) {
                best[angle] = result
                if job.optimization.holdsBonds == true { held.insert(angle) } else { held.remove(angle) }
            }
        }
        for (job, result) in finished where result.failure != nil { repeatCautiously(job, result) }
        if isWorthSending(angle) { propagate(from: angle) }
        if rounds[angle] == 1 { beginFar(from: angle) }
        followBranch(finished, at: angle)
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

    private func isWithinLimit(_ energy: Double?) -> Bool {
        guard let energy, let limit = setup.energyUpperLimit else { return true }
        let lowest = best.values.compactMap(\.energy).min() ?? 0
        return energy <= lowest + limit
    }

    private mutating func propagate(from angle: Int) {
        guard let point = best[angle] else { return }
        sent[angle] = point.energy
        for neighbour in grid.neighbours(of: angle) { send(point, from: angle, to: neighbour) }
    }

    /// Sends the geometry of a point to an angle.
    mutating func send(
        _ point: ConstrainedOptimizationResult, from source: Int, to angle: Int, isBranch: Bool? = nil
    ) {
        let work = optimization(from: point.geometry, to: angle, hessian: point.hessian)
        append(
            GridPointStart(
                round: rounds[source] ?? firstRound, source: source, energy: point.energy, work: work,
                tolerance: Self.sameStart, isBranch: isBranch), at: folded(angle))
    }

    /// Sends a start conformer to an angle.
    private mutating func send(conformer: [SIMD3<Double>], to angle: Int, tolerance: Float) {
        let work = optimization(from: conformer, to: angle, hessian: nil)
        append(GridPointStart(round: firstRound, work: work, tolerance: tolerance), at: folded(angle))
    }

    /// The optimisation of a geometry at an angle, or of its mirror image at the angle that stands for it.
    private func optimization(
        from geometry: [SIMD3<Double>], to angle: Int, hessian: CartesianHessian?
    ) -> ConstrainedOptimization {
        let key = folded(angle)
        if key == angle { return setup.optimization(from: geometry, to: key, hessian: hessian) }
        return setup.optimization(from: Self.mirrored(geometry), to: key, hessian: hessian?.mirrored)
    }

    /// Whether no equal start was used at the point before.
    private mutating func isNew(_ start: GridPointStart, at angle: Int) -> Bool {
        guard let tolerance = start.tolerance else { return true }
        let shape = ShapeFingerprint(rotated(start.work.geometry, to: angle), classes: classes)
        guard !(tried[angle] ?? []).contains(where: { $0.matches(shape, tolerance: tolerance) }) else { return false }
        tried[angle, default: []].append(shape)
        return true
    }

    func rotated(_ geometry: [SIMD3<Double>], to angle: Int) -> [SIMD3<Double>] {
        let graph = BondGraph(atoms: geometry.count, bonds: setup.bonds)
        let moving = graph.side(of: setup.dihedral[2], awayFrom: setup.dihedral[1])
        return DihedralRotation.rotated(
            geometry, dihedral: setup.dihedral, moving: moving, to: Double(angle) * Constants.radianPerDegree)
    }

    /// Puts a start before a point.
    mutating func append(_ start: GridPointStart, at angle: Int) { inbox[angle, default: []].append(start) }

    /// Repeats a failed optimisation with a fresh Hessian and shorter steps, then in Cartesian coordinates.
    private mutating func repeatCautiously(_ job: GridPointJob, _ result: ConstrainedOptimizationResult) {
        guard best[job.gridAngle] == nil, job.attempt < 2, let failure = result.failure else { return }
        guard failure.cause != .bondingChanged, failure.recovery != .never else { return }
        var work = job.optimization
        work.hessian = nil
        work.options.trust = min(work.options.trust, 0.05)
        work.options.tmax = min(work.options.tmax, 0.1)
        if job.attempt == 1 { work.options.coordsys = "cart" }
        repeating(job, with: work)
    }

    /// Puts a job before its point once more, for the next round.
    mutating func repeating(_ job: GridPointJob, with work: ConstrainedOptimization) {
        append(
            GridPointStart(round: job.round + 1, source: job.sourceAngle, attempt: job.attempt + 1, work: work),
            at: job.gridAngle)
    }

    /// Tries points without a result from the nearest good points on either side.
    private mutating func fillGaps() {
        if best.isEmpty { return startElsewhere() }
        for angle in grid.angles where best[angle] == nil && folded(angle) == angle {
            for direction in [-1, 1] {
                guard let source = nearestGood(to: angle, direction: direction) else { continue }
                let key = folded(source)
                guard let point = best[key], isWithinLimit(point.energy) else { continue }
                guard filled.insert("\(angle) from \(source)").inserted else { continue }
                // the mirror image of a folded source goes to the angle on the other side
                send(point, from: key, to: key == source ? angle : -angle)
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
            send(conformer: setup.conformers[0], to: angle, tolerance: Self.sameStart)
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
