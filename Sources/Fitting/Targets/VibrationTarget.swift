public import LinearAlgebra
public import MolecularMechanics

/// Vibrational frequencies at the MM minimum against those of a QM Hessian.
///
/// X = Σ (ν_MM − ν_QM)²/d², with ν the 3N − 6 (5 for two atoms) frequencies of largest |ν|.
/// - Source: ForceBalance `Vibration`.
public struct VibrationTarget: Sendable {
    /// How MM modes are set against QM modes.
    public enum ModeMatching: String, Sendable, Hashable, Codable {
        /// In the order of their frequencies.
        case none
        /// One to one, so that the sum of |overlaps| is largest.
        case permute
        /// Each QM mode against the mean of all MM frequencies, weighted by squared overlap.
        case overlap
    }

    /// Name in reports, unique among the targets.
    public var name: String
    /// Weight in the objective.
    public var weight: Double
    /// The typed molecule; its terms name their parameters in `source`.
    public var system: System
    /// Atomic masses [Da].
    public var masses: [Double]
    /// QM geometry [nm], shape `(atoms)`.
    public var geometry: [SIMD3<Double>]
    /// QM Hessian [hartree/bohr²], shape `(3 atoms, 3 atoms)`.
    public var hessian: Matrix
    /// How modes are matched.
    public var matching: ModeMatching
    /// Wavenumber d that a deviation is measured in [cm⁻¹].
    public var denominator: Double

    /// A target of vibrational frequencies.
    public init(
        name: String, weight: Double = 1, system: System, masses: [Double], geometry: [SIMD3<Double>],
        hessian: Matrix, matching: ModeMatching = .none, denominator: Double = 10
    ) {
        (self.name, self.weight, self.system, self.masses) = (name, weight, system, masses)
        (self.geometry, self.hessian, self.matching) = (geometry, hessian, matching)
        self.denominator = denominator
    }
}
