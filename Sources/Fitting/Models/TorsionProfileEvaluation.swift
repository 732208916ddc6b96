internal import LinearAlgebra
internal import MolecularMechanics
internal import Units

/// The relaxed minima of a torsion profile at one set of parameters.
struct TorsionProfileEvaluation: ResidualEvaluation {
    let potential: GasPhasePotential
    /// One minimum for each point; nil where left out.
    let minima: [RelaxedGeometry?]
    let residuals: [Double]
    let profile: [Double]
    /// Points whose relaxations begin at the reference geometry, because following minima has led elsewhere.
    private(set) var strays: Set<Int>
    private let factors: [Double]
    private let lowest: Int

    init(model: TorsionProfileModel, potential: GasPhasePotential, minima: [RelaxedGeometry?], strays: Set<Int> = []) {
        self.potential = potential
        self.minima = minima
        self.strays = strays
        lowest = model.lowest
        let base = minima[lowest]?.energy.total ?? .nan
        let relative = minima.map { (($0?.energy.total ?? .nan) - base) / Constants.joulePerCalorie }
        profile = relative
        let factors = model.weights.map { $0.squareRoot() / model.target.weighting.denominator }
        self.factors = factors
        residuals = relative.indices.map { factors[$0] > 0 ? factors[$0] * (relative[$0] - model.reference[$0]) : 0 }
    }

    func learning(from followed: any ResidualEvaluation) -> any ResidualEvaluation {
        guard let followed = followed as? TorsionProfileEvaluation else { return self }
        var result = self
        result.strays = followed.strays
        for (point, (here, there)) in zip(minima, followed.minima).enumerated() {
            guard let here, let there, abs(here.energy.total - there.energy.total) > Self.sameEnergy else { continue }
            result.strays.insert(point)
        }
        return result
    }

    /// Two relaxations that end closer than this [kJ/mol] ended in the same minimum.
    private static let sameEnergy = 1e-6

    /// dE/dp = ∂E/∂p − (∂∇E/∂p)·z at each minimum, by implicit differentiation.
    func jacobian(_ parameters: [SystemParameter]) throws(FittingError) -> Matrix {
        var result = Matrix(rows: residuals.count, columns: parameters.count)
        for (column, parameter) in parameters.enumerated() {
            let base = slope(parameter, lowest)
            for point in minima.indices where factors[point] > 0 && point != lowest {
                result[point, column] = factors[point] * (slope(parameter, point) - base) / Constants.joulePerCalorie
            }
        }
        return result
    }

    private func slope(_ parameter: SystemParameter, _ point: Int) -> Double {
        guard let minimum = minima[point] else { return 0 }
        let slope = potential.slope(of: parameter, at: minimum.positions)
        var moved = 0.0
        for (change, response) in zip(slope.gradient, minimum.response) { moved += (change * response).sum() }
        return slope.energy - moved
    }
}
