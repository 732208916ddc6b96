internal import LinearAlgebra
internal import MolecularMechanics
internal import Units

/// Energies and forces at fixed geometries at one set of parameters.
struct AbInitioEvaluation: ResidualEvaluation {
    let model: AbInitioModel
    let potential: GasPhasePotential
    let residuals: [Double]
    let profile: [Double]

    init(model: AbInitioModel, potential: GasPhasePotential) {
        self.model = model
        self.potential = potential
        var energies: [Double] = []
        var forceResiduals: [Double] = []
        for (point, geometry) in model.target.geometries.enumerated() {
            let (energy, gradient) = potential.energyAndGradient(at: geometry)
            energies.append(energy.total / Constants.joulePerCalorie)
            guard model.forceFactor > 0 else { continue }
            let factor = model.weights[point].squareRoot() * model.forceFactor
            for (slope, force) in zip(gradient, model.forces[point]) {
                let deviation = factor > 0 ? factor * (-slope - force) : .zero
                forceResiduals += [deviation.x, deviation.y, deviation.z]
            }
        }
        profile = energies.map { $0 - energies[model.lowest] }
        let deviations = zip(energies, model.reference).map { $0 - $1 }
        residuals = Self.centered(deviations, model) + forceResiduals
    }

    func jacobian(_ parameters: [SystemParameter]) throws(FittingError) -> Matrix {
        var result = Matrix(rows: residuals.count, columns: parameters.count)
        for (column, parameter) in parameters.enumerated() {
            let slopes = model.target.geometries.map { potential.slope(of: parameter, at: $0) }
            var values = Self.centered(slopes.map { $0.energy / Constants.joulePerCalorie }, model)
            if model.forceFactor > 0 {
                for (point, slope) in slopes.enumerated() {
                    let factor = -model.weights[point].squareRoot() * model.forceFactor
                    for change in slope.gradient {
                        values += [factor * change.x, factor * change.y, factor * change.z]
                    }
                }
            }
            for (row, value) in values.enumerated() { result[row, column] = value }
        }
        return result
    }

    /// √w · factor · (value − weighted mean); 0 where a point does not count.
    private static func centered(_ values: [Double], _ model: AbInitioModel) -> [Double] {
        let points = values.indices.filter { model.weights[$0] > 0 }
        let mean = points.reduce(0) { $0 + model.weights[$1] * values[$1] }
        return values.indices.map {
            model.weights[$0] > 0 ? model.weights[$0].squareRoot() * model.energyFactor * (values[$0] - mean) : 0
        }
    }
}
