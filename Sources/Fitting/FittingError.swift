/// A fit that cannot start.
public struct FittingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Code: Sendable, Equatable {
        /// There is no parameter to fit.
        case noParameters
        /// A parameter is listed twice.
        case repeatedParameter
        /// A prior width is zero, negative or not a number.
        case badPrior
        /// A starting value is not a number or an attribute does not belong to its section.
        case badParameter
        /// A penalty weight is negative or a smoothing not positive.
        case badOptions
        /// There is no target.
        case noTargets
        /// A target's arrays differ in length, or a weight, denominator or cut-off is not positive.
        case badTarget
        /// A target has fewer than two usable points inside its energy cut-off.
        case noUsablePoints
        /// The energy of a target could not be computed.
        case energyFailed
    }

    /// What kind of fault it is.
    public let code: Code
    /// A sentence that says what was wrong, where, and what can be done.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
