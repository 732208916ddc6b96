/// A regularisation of the variables m of a fit.
public struct Penalty: Sendable, Hashable {
    /// The form of the penalty.
    public enum Form: String, Sendable, Hashable, Codable {
        /// Σ √(m² + b²) − b, which keeps unimportant parameters at their starting values.
        case l1 = "L1"
        /// Σ m².
        case l2 = "L2"
    }

    /// The form of the penalty.
    public var form: Form
    /// The factor on the penalty in the objective.
    public var weight: Double
    /// Smoothing b of the L1 form.
    public var smoothing: Double

    /// A penalty; the defaults are those of BespokeFit's default workflow. (Source: ForceBalance `penalty_hyperbolic_b`.)
    public init(form: Form = .l1, weight: Double = 1, smoothing: Double = 1e-6) {
        (self.form, self.weight, self.smoothing) = (form, weight, smoothing)
    }

    /// The weighted penalty of all variables.
    func value(_ m: [Double]) -> Double { weight * m.reduce(0) { $0 + term($1) } }

    /// The penalty of one variable, without the weight.
    func term(_ x: Double) -> Double {
        form == .l2 ? x * x : x * x / ((x * x + smoothing * smoothing).squareRoot() + smoothing)
    }

    /// First derivative with the weight.
    func slope(_ x: Double) -> Double {
        weight * (form == .l2 ? 2 * x : x / (x * x + smoothing * smoothing).squareRoot())
    }

    /// Second derivative with the weight.
    func curvature(_ x: Double) -> Double {
        if form == .l2 { return 2 * weight }
        let square = x * x + smoothing * smoothing
        return weight * smoothing * smoothing / (square * square.squareRoot())
    }
}
