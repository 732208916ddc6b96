internal import LinearAlgebra

extension Relaxation {
    /// The minimum reached from `start` by descent.
    ///
    /// A stationary point that is a saddle is left along its steepest downhill mode, so that the result is a minimum.
    ///
    /// - Parameters:
    ///   - start: coordinates r₀ [nm], shape `(atoms)`.
    ///   - known: a minimum reached from the same start with nearly the same parameters; the descent then begins there. The
    ///     restraint still pulls towards `start`.
    /// - Throws: ``MolecularMechanicsError`` with code `wrongAtomCount`, `notFinite` or `notConverged`.
    public func relax(
        from start: [SIMD3<Double>], near known: RelaxedGeometry? = nil
    ) throws(MolecularMechanicsError) -> RelaxedGeometry {
        guard start.count == potential.atomCount else {
            throw MolecularMechanicsError(
                .wrongAtomCount, "the geometry has \(start.count) atoms, the system \(potential.atomCount)")
        }
        var steering: Steering
        if let curvature = known?.curvature {
            steering = Steering(curvature)
        } else {
            steering = try self.steering(at: start)
        }
        var from = known?.positions ?? start
        var steps = 0
        for _ in 0..<6 {
            let outcome = try descend(from, anchor: start, &steering)
            steps += outcome.iterations
            let positions = place(outcome.x, in: start)
            let hessian = stabilized(restrainedHessian(at: positions), at: positions)
            if let result = finished(outcome, positions, hessian, anchor: start, iterations: steps) { return result }
            from = try downhill(of: hessian, from: positions, anchor: start)
        }
        throw MolecularMechanicsError(
            .notConverged, "the minimiser kept meeting saddle points; start from another geometry")
    }

    /// Descends in stages, each steered by the Hessian of where it began.
    private func descend(
        _ from: [SIMD3<Double>], anchor: [SIMD3<Double>], _ steering: inout Steering
    ) throws(MolecularMechanicsError) -> LimitedMemoryMinimizer.Outcome {
        let moving = movingCoordinates
        var x = moving.map { from[$0 / 3][$0 % 3] }
        var steps = 0
        while true {
            var outcome = stage(x, anchor: anchor, steering)
            steps += outcome.iterations
            outcome.iterations = steps
            guard outcome.value.isFinite, outcome.gradient.allSatisfy(\.isFinite) else { throw Self.notFinite }
            let left = outcome.gradient.reduce(0) { max($0, abs($1)) }
            let isStuck = outcome.iterations == 0 || outcome.x == x
            if outcome.converged || (isStuck && left < 1e3 * gradientTolerance) { return outcome }
            guard !isStuck, steps < maximumIterations else {
                throw MolecularMechanicsError(
                    .notConverged,
                    "the minimisation stopped after \(steps) steps with a gradient of \(left) kJ/mol/nm; "
                        + "the geometry may be broken or a parameter out of range")
            }
            x = outcome.x
            steering = try self.steering(at: place(x, in: anchor))
        }
    }

    private func stage(
        _ start: [Double], anchor: [SIMD3<Double>], _ steering: Steering
    ) -> LimitedMemoryMinimizer.Outcome {
        let minimizer = LimitedMemoryMinimizer(
            gradientTolerance: gradientTolerance, longestStep: 0.02, maximumIterations: 40)
        let moving = movingCoordinates
        return minimizer.minimize(
            from: start, precondition: { steering($0) },
            evaluate: { x in
                let positions = place(x, in: anchor)
                let (energy, gradient) = potential.energyAndGradient(at: positions)
                var restrained = moving.map { gradient[$0 / 3][$0 % 3] }
                for (slot, c) in moving.enumerated() {
                    restrained[slot] += restraint * (x[slot] - anchor[c / 3][c % 3])
                }
                return (energy.total + restraintEnergy(positions, anchor), restrained)
            })
    }

    private func restraintEnergy(_ positions: [SIMD3<Double>], _ anchor: [SIMD3<Double>]) -> Double {
        guard restraint > 0 else { return 0 }
        var sum = 0.0
        for (position, home) in zip(positions, anchor) { sum += dot(position - home, position - home) }
        return 0.5 * restraint * sum
    }

    /// `base` with its moving coordinates replaced by `x`.
    private func place(_ x: [Double], in base: [SIMD3<Double>]) -> [SIMD3<Double>] {
        var positions = base
        var slot = 0
        for atom in positions.indices where !frozen.contains(atom) {
            positions[atom] = SIMD3(x[slot], x[slot + 1], x[slot + 2])
            slot += 3
        }
        return positions
    }

    /// The result with its response, or nil where the Hessian is not positive definite.
    private func finished(
        _ outcome: LimitedMemoryMinimizer.Outcome, _ positions: [SIMD3<Double>], _ hessian: Matrix,
        anchor: [SIMD3<Double>], iterations: Int
    ) -> RelaxedGeometry? {
        let (energy, gradient) = potential.energyAndGradient(at: positions)
        let curvature = CholeskyFactor(hessian)
        guard curvature != nil || hessian.rows == 0 else { return nil }
        let response = curvature?.solve(movingCoordinates.map { gradient[$0 / 3][$0 % 3] }) ?? []
        return RelaxedGeometry(
            positions: positions, energy: energy, restraintEnergy: restraintEnergy(positions, anchor),
            largestGradient: outcome.gradient.reduce(0) { max($0, abs($1)) }, iterations: iterations,
            response: place(response, in: Array(repeating: .zero, count: positions.count)), curvature: curvature)
    }

    /// A point beside the saddle, 0.005 nm down its lowest mode, on the side of lower energy (the positive side on a tie).
    private func downhill(
        of hessian: Matrix, from saddle: [SIMD3<Double>], anchor: [SIMD3<Double>]
    ) throws(MolecularMechanicsError) -> [SIMD3<Double>] {
        guard let (_, vectors) = try? hessian.symmetricEigen() else { throw Self.notFinite }
        var mode = (0..<vectors.rows).map { vectors[$0, 0] }
        let peak = mode.reduce(0) { abs($1) > abs($0) + 1e-9 ? $1 : $0 }
        mode = mode.map { $0 * 0.005 / peak }
        let moving = movingCoordinates
        let sides = [1.0, -1.0].map { side in
            place(zip(moving, mode).map { saddle[$0 / 3][$0 % 3] + side * $1 }, in: saddle)
        }
        let energies = sides.map { potential.energy(at: $0).total + restraintEnergy($0, anchor) }
        return energies[1] < energies[0] - 1e-9 ? sides[1] : sides[0]
    }
}
