/// A geometry sent to a grid point for one of its rounds, where it becomes a job unless an equal one was tried before.
struct GridPointStart: Sendable, Codable, Equatable {
    /// The round.
    let round: Int
    /// The grid angle that stands for the one the geometry comes from [degree], or nil for a start conformer.
    var source: Int?
    /// The energy at its source [hartree], where the limit on energies applies.
    var energy: Double?
    /// 0 at first; 1 and 2 for repetitions with more cautious settings.
    var attempt = 0
    /// The optimisation.
    let work: ConstrainedOptimization
    /// Starts closer than this in every distance are equal [bohr]; nil for work that is done in any case.
    var tolerance: Float?
    /// Whether it follows a second branch of minima.
    var isBranch: Bool?

    /// Where it stands among the starts of a round: repetitions first, then by source.
    var order: (Int, Int) { (attempt > 0 ? 0 : 1, source ?? .min) }
}
