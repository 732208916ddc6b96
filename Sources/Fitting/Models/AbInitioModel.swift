internal import LinearAlgebra
internal import MolecularMechanics
internal import Units

/// The residuals of an ``AbInitioTarget``.
struct AbInitioModel: ResidualModel {
    let target: AbInitioTarget
    let warnings: [FitWarning]
    /// QM energies [kcal/mol] above the lowest usable point.
    let reference: [Double]
    let weights: [Double]
    let lowest: Int
    /// Factor on each energy residual [mol/kcal] and on each force residual [mol nm/kJ].
    let energyFactor, forceFactor: Double
    /// QM forces −∂E/∂r [kJ/mol/nm].
    let forces: [[SIMD3<Double>]]

    var name: String { target.name }
    var weight: Double { target.weight }
    var system: System { target.system }

    init(_ target: AbInitioTarget, initial system: System) throws(FittingError) {
        try Self.check(target)
        var screening = PointScreening(name: target.name, energies: target.energies)
        (reference, weights, lowest) = try screening.settle(target.weighting)
        warnings = screening.warnings
        var target = target
        target.system = system
        self.target = target
        let unit = Constants.kilojoulePerMolePerHartree / Constants.nanometerPerBohr
        forces = target.fitsForces ? (target.gradients ?? []).map { $0.map { -unit * $0 } } : []
        let share = target.fitsEnergy && target.fitsForces ? 0.5 : 1
        let points = reference.indices.filter { [weights] in weights[$0] > 0 }
        let mean = points.reduce(0) { [weights, reference] in $0 + weights[$1] * reference[$1] }
        let variance = points.reduce(0) { [weights, reference] in
            $0 + weights[$1] * (reference[$1] - mean) * (reference[$1] - mean)
        }
        energyFactor = target.fitsEnergy && variance > 0 ? (share / variance).squareRoot() : 0
        let size =
            forces.isEmpty
            ? 0
            : points.reduce(0) { [weights, forces] in
                $0 + weights[$1] * forces[$1].reduce(0) { $0 + ($1 * $1).sum() }
            }
        forceFactor = size > 0 ? (share / size).squareRoot() : 0
    }

    private static func check(_ target: AbInitioTarget) throws(FittingError) {
        let atoms = target.system.particles.count
        guard !target.energies.isEmpty, target.geometries.count == target.energies.count,
            target.geometries.allSatisfy({ $0.count == atoms })
        else {
            throw FittingError(
                .badTarget, "target \(target.name): give one geometry of \(atoms) atoms for each of the energies")
        }
        if target.fitsForces {
            guard let gradients = target.gradients, gradients.count == target.energies.count,
                gradients.allSatisfy({ $0.count == atoms })
            else {
                throw FittingError(
                    .badTarget,
                    "target \(target.name) fits forces but its reference data have no gradients; fit energies only")
            }
        }
        guard target.fitsEnergy || target.fitsForces else {
            throw FittingError(.badTarget, "target \(target.name) fits neither energies nor forces")
        }
        try TorsionProfileModel.check(target.weighting, name: target.name)
    }

    func evaluate(
        _ system: System, near known: (any ResidualEvaluation)?
    ) throws(FittingError) -> any ResidualEvaluation {
        AbInitioEvaluation(model: self, potential: try TorsionProfileModel.potential(system, name: name))
    }
}
