internal import LinearAlgebra
internal import MolecularMechanics
internal import Units

/// The residuals of a ``VibrationTarget``.
struct VibrationModel: ResidualModel {
    let target: VibrationTarget
    let reference: NormalModes

    var name: String { target.name }
    var weight: Double { target.weight }
    var system: System { target.system }
    var warnings: [FitWarning] { [] }

    init(_ target: VibrationTarget, initial system: System) throws(FittingError) {
        let atoms = system.particles.count
        guard target.geometry.count == atoms, target.masses.count == atoms, target.hessian.rows == 3 * atoms,
            target.hessian.columns == 3 * atoms, target.masses.allSatisfy({ $0 > 0 }), target.denominator > 0
        else {
            throw FittingError(
                .badTarget,
                "target \(target.name): give \(atoms) positions and masses, a Hessian of \(3 * atoms) rows and columns, "
                    + "and a positive denominator")
        }
        var target = target
        target.system = system
        self.target = target
        let unit = Constants.kilojoulePerMolePerHartree / (Constants.nanometerPerBohr * Constants.nanometerPerBohr)
        var hessian = target.hessian
        for n in hessian.elements.indices { hessian.elements[n] *= unit }
        reference = try Self.modes(hessian, target)
    }

    private static func modes(_ hessian: Matrix, _ target: VibrationTarget) throws(FittingError) -> NormalModes {
        do { return try NormalModes(hessian: hessian, masses: target.masses) } catch {
            throw FittingError(.energyFailed, "target \(target.name): \(error)")
        }
    }

    func evaluate(
        _ system: System, near known: (any ResidualEvaluation)?
    ) throws(FittingError) -> any ResidualEvaluation {
        let geometry = try MinimumGeometry(system, from: target.geometry, name: name)
        let residuals = try residuals(of: geometry.relaxation.potential, at: geometry.minimum.positions)
        return VibrationEvaluation(model: self, geometry: geometry, residuals: residuals)
    }

    func residuals(of potential: GasPhasePotential, at positions: [SIMD3<Double>]) throws(FittingError) -> [Double] {
        let modes = try Self.modes(potential.hessian(at: positions), target)
        return zip(try matched(modes, at: positions), reference.frequencies).map { ($0 - $1) / target.denominator }
    }

    /// MM frequencies in the order of the reference modes [cm⁻¹].
    private func matched(
        _ modes: NormalModes, at positions: [SIMD3<Double>]
    ) throws(FittingError) -> [Double] {
        guard target.matching != .none else { return modes.frequencies }
        let turn: Superposition
        do { turn = try Superposition(of: positions, onto: target.geometry, masses: target.masses) } catch {
            throw FittingError(.energyFailed, "target \(name): \(error)")
        }
        let turned = modes.modes.map(turn.turned)
        let overlaps = reference.modes.map { known in
            turned.map { mode in abs(zip(known, mode).reduce(0) { $0 + $1.0 * $1.1 }) }
        }
        if target.matching == .permute {
            return Assignment.cheapest(overlaps.map { $0.map { 1 - $0 } }).map { modes.frequencies[$0] }
        }
        return overlaps.map { row in
            let weights = row.map { $0 * $0 }
            let sum = weights.reduce(0, +)
            return zip(weights, modes.frequencies).reduce(0) { $0 + $1.0 * $1.1 } / max(sum, .leastNormalMagnitude)
        }
    }
}

/// Vibrations at the MM minimum at one set of parameters.
struct VibrationEvaluation: ResidualEvaluation {
    let model: VibrationModel
    let geometry: MinimumGeometry
    let residuals: [Double]

    /// Central differences along the path (p, r(p)) with dr/dp from implicit differentiation: no minimisation is repeated.
    func jacobian(_ parameters: [SystemParameter]) throws(FittingError) -> Matrix {
        var result = Matrix(rows: residuals.count, columns: parameters.count)
        let displacements = geometry.displacements(parameters)
        let potential = geometry.relaxation.potential
        for (column, parameter) in parameters.enumerated() {
            guard let value = potential.system.value(of: parameter) else { continue }
            let h = 1e-4 * max(abs(value), 0.01)
            var sides: [[Double]] = []
            for step in [h, -h] {
                var system = potential.system
                system.set(parameter, to: value + step)
                let moved = zip(geometry.minimum.positions, displacements[column]).map { $0 + step * $1 }
                sides.append(
                    try model.residuals(of: try TorsionProfileModel.potential(system, name: model.name), at: moved))
            }
            for row in residuals.indices { result[row, column] = (sides[0][row] - sides[1][row]) / (2 * h) }
        }
        return result
    }
}
