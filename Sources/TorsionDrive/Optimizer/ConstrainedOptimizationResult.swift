public import ElectronicStructure

/// How a constrained optimisation ended.
public struct ConstrainedOptimizationResult: Sendable, Codable, Equatable {
    /// The energy at the last accepted geometry [hartree]; nil when none was computed.
    public var energy: Double?
    /// The last accepted geometry [bohr].
    public var geometry: [SIMD3<Double>]
    /// How many energies with gradients were computed.
    public var gradients: Int
    /// How many steps were taken.
    public var iterations: Int
    /// Why it failed; nil when it converged.
    public var failure: OptimizationFailure?
    /// Approximate second derivatives at the geometry, for optimisations that start there.
    public var hessian: CartesianHessian?

    /// Whether the geometry is an optimum with the bonds it began with.
    public var isConverged: Bool { failure == nil }

    /// A result from its parts.
    public init(
        energy: Double?, geometry: [SIMD3<Double>], gradients: Int, iterations: Int,
        failure: OptimizationFailure? = nil,
        hessian: CartesianHessian? = nil
    ) {
        self.energy = energy
        self.geometry = geometry
        self.gradients = gradients
        self.iterations = iterations
        self.failure = failure
        self.hessian = hessian
    }
}

/// Why a constrained optimisation has no usable result.
public struct OptimizationFailure: Error, Sendable, Codable, Equatable, CustomStringConvertible {
    /// The causes.
    public enum Cause: String, Sendable, Codable {
        /// The job cannot be carried out as it stands.
        case input
        /// The engine failed.
        case engine
        /// The step limit was reached.
        case notConverged = "not_converged"
        /// The coordinates broke down.
        case coordinates
        /// A bond formed or broke.
        case bondingChanged = "bonding_changed"
    }

    /// The cause.
    public let cause: Cause
    /// A sentence for a reader.
    public let message: String
    /// What the caller can do.
    public let recovery: Recovery

    /// A failure from its parts.
    public init(_ cause: Cause, _ message: String, recovery: Recovery = .adjust) {
        self.cause = cause
        self.message = message
        self.recovery = recovery
    }

    /// Whether the same optimisation may succeed when it is done again, as it stands.
    public var isByChance: Bool { recovery == .retry || recovery == .elsewhere }

    /// The message.
    public var description: String { message }
}
