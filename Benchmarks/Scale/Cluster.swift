/// The machines of a simulated cluster.
struct Cluster {
    /// How many there are.
    let nodes: Int
    /// Cores of each.
    let cores: Int
    /// Mean time between failures of one node [s]: 30 days.
    let meanTimeToFailure = 30 * 86_400.0
    /// How long a failed node is away [s].
    let repairSeconds = 1800.0
    /// How often a node says that it is alive [s].
    let beatSeconds = 15.0

    var slots: Int { nodes * cores }
}

/// How long jobs take.
struct Pace {
    let name: String
    /// Mean time of one constrained optimisation [s].
    let gridPoint: Double

    /// B3LYP-D3BJ/DZVP of a fragment, on one core.
    static let dft = Pace(name: "DFT, 40 minutes a grid point", gridPoint: 2400)
    /// GFN2-xTB of a fragment.
    static let xtb = Pace(name: "GFN2-xTB, 5 seconds a grid point", gridPoint: 5)
}
