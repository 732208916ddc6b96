internal import LinearAlgebra
internal import MolecularMechanics

/// A target as a function of a system: X = Σ residual².
protocol ResidualModel: Sendable {
    var name: String { get }
    var weight: Double { get }
    /// The system with the starting parameters.
    var system: System { get }
    /// What a reader should know about the data.
    var warnings: [FitWarning] { get }
    /// The residuals with the starting parameters.
    func start() throws(FittingError) -> any ResidualEvaluation
    /// The residuals with new parameters in the system.
    ///
    /// - Parameter known: the residuals at nearby parameters, whose geometries may serve as a start; nil to begin at the
    ///   reference geometries.
    func evaluate(
        _ system: System, near known: (any ResidualEvaluation)?
    ) throws(FittingError) -> any ResidualEvaluation
}

extension ResidualModel {
    func start() throws(FittingError) -> any ResidualEvaluation { try evaluate(system, near: nil) }
}

/// The residuals of a target at one set of parameters.
protocol ResidualEvaluation: Sendable {
    /// Residuals, dimensionless.
    var residuals: [Double] { get }
    /// MM energies relative to the reference point [kcal/mol], where the target has a profile.
    var profile: [Double] { get }
    /// This evaluation as a start for further ones, which has learned where following minima leads astray.
    ///
    /// - Parameter followed: an evaluation at the same parameters whose relaxations began at minima nearby. Those that ended
    ///   elsewhere than here begin at the reference geometry from now on.
    func learning(from followed: any ResidualEvaluation) -> any ResidualEvaluation
    /// ∂residual/∂p, shape `(residuals, parameters)`, p in the units of `MolecularMechanics`.
    func jacobian(_ parameters: [SystemParameter]) throws(FittingError) -> Matrix
}

extension ResidualEvaluation {
    var profile: [Double] { [] }
    func learning(from followed: any ResidualEvaluation) -> any ResidualEvaluation { self }
    /// X = Σ residual².
    var objective: Double { residuals.reduce(0) { $0 + $1 * $1 } }
}
