/// A profile of energies relative to the point of lowest QM energy [kcal/mol].
public struct EnergyProfile: Sendable, Hashable {
    /// Grid angles [degree], or point numbers where there is no grid.
    public var angles: [Double]
    /// QM energies [kcal/mol].
    public var reference: [Double]
    /// MM energies with the starting parameters [kcal/mol].
    public var initial: [Double]
    /// MM energies with the fitted parameters [kcal/mol].
    public var refit: [Double]
    /// Weights of the points in the objective; 0 for points left out.
    public var weights: [Double]

    /// Root mean square of MM − QM over the points with weight [kcal/mol], with the starting parameters.
    public var initialRMSE: Double { rootMeanSquare(initial) }
    /// Root mean square of MM − QM over the points with weight [kcal/mol], with the fitted parameters.
    public var refitRMSE: Double { rootMeanSquare(refit) }
    /// Largest |MM − QM| over the points with weight [kcal/mol], with the starting parameters.
    public var initialMaximumError: Double { errors(initial).max() ?? 0 }
    /// Largest |MM − QM| over the points with weight [kcal/mol], with the fitted parameters.
    public var refitMaximumError: Double { errors(refit).max() ?? 0 }

    private func errors(_ energies: [Double]) -> [Double] {
        energies.indices.filter { weights[$0] > 0 }.map { abs(energies[$0] - reference[$0]) }
    }

    private func rootMeanSquare(_ energies: [Double]) -> Double {
        let deviations = errors(energies)
        guard !deviations.isEmpty else { return 0 }
        return (deviations.reduce(0) { $0 + $1 * $1 } / Double(deviations.count)).squareRoot()
    }
}
