/// One constrained optimisation that a torsion drive asks for.
public struct GridPointJob: Sendable, Codable, Equatable, Identifiable {
    /// The job's name within its drive; the same whenever the drive is run.
    public let id: String
    /// The round of its grid point that it belongs to.
    public let round: Int
    /// The grid angle it is for [degree].
    public let gridAngle: Int
    /// The grid angle its start geometry comes from [degree], or nil for a start conformer.
    public let sourceAngle: Int?
    /// 0 at first; 1 and 2 for repetitions with more cautious settings.
    public let attempt: Int
    /// Whether it follows a second branch of minima; nil for no.
    let isBranch: Bool?
    /// The optimisation.
    public let optimization: ConstrainedOptimization
}
