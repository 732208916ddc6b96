/// Something about the data of a fit that its reader should know.
public struct FitWarning: Sendable, Hashable, CustomStringConvertible {
    /// What it is about.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Points lie above the energy cut-off and do not count.
        case pointsAboveCutoff
        /// Points are left out because an energy is not a number.
        case energyNotFinite
        /// Points are left out because the relaxation failed.
        case relaxationFailed
        /// A target is left out because it cannot be evaluated.
        case targetLeftOut
        /// No fitted parameter affects a target.
        case unaffectedTarget
        /// No molecule uses a parameter; it keeps its value.
        case unusedParameter
        /// The fit stopped early; the best parameters found are returned.
        case notConverged
        /// Other.
        case other
    }

    /// What it is about.
    public let kind: Kind
    /// The target or parameter.
    public let subject: String
    /// A sentence for a reader.
    public let description: String

    init(_ kind: Kind, _ subject: String, _ description: String) {
        (self.kind, self.subject, self.description) = (kind, subject, description)
    }
}
