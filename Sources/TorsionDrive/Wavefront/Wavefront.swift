internal import ElectronicStructure
internal import Units

/// A torsion drive as a state machine whose unit of work is one constrained optimisation.
///
/// Each grid point proceeds in rounds of its own. A round begins when the point and both its neighbours have evaluated the
/// one before, and is evaluated, in the fixed order of its jobs, when the last of them is in. So the outcome is that of rounds
/// for the whole grid, whenever results arrive and however many jobs run together, and yet one slow point holds up only what
/// depends on it. A point that is new, or lower by more than the threshold, sends its geometry to both neighbours for their
/// next round, and a folded drive follows the second branch that the other half would have kept. When nothing is left to send,
/// points still without a result are tried from the nearest good points on either side.
/// - Source: Qiu, Smith, Stern, Feng, Jang, Wang, J. Chem. Phys. 2020, 152, 244116.
public struct Wavefront: Sendable, Codable, Equatable {
    /// What is driven.
    public let setup: TorsionDriveSetup
    /// The angles.
    public let grid: TorsionGrid
    /// Whether angles φ and −φ are one point.
    public let isFolded: Bool
    /// How many optimisations were evaluated.
    public internal(set) var optimizations = 0
    /// How many gradients they took.
    public internal(set) var gradients = 0

    /// The round that points are in which have evaluated none since the grid last came to rest.
    var firstRound = 0
    /// The last round that had a job.
    var lastRound = 0
    /// The round that each point is in; the first one where there is none.
    var rounds: [Int: Int] = [:]
    /// What was sent to each point for rounds that have not begun.
    var inbox: [Int: [GridPointStart]] = [:]
    /// The jobs of the rounds that have begun and are not evaluated, by round and angle.
    var jobs: [GridPointJob] = []
    var results: [String: ConstrainedOptimizationResult] = [:]
    var best: [Int: ConstrainedOptimizationResult] = [:]
    /// The energy of each point when its geometry was last sent to its neighbours [hartree].
    var sent: [Int: Double] = [:]
    var tried: [Int: [ShapeFingerprint]] = [:]
    var filled: Set<String> = []
    var failures: [Int: String] = [:]
    /// Angles at which a bond broke or formed.
    var torn: Set<Int> = []
    /// The energy of the second minimum of an angle when it was last sent on [hartree].
    var sentBranches: [Int: Double] = [:]
    /// Whether points were tried with their bonds held.
    var isHolding = false
    /// Angles whose result has its bonds held.
    var held: Set<Int> = []
    /// Whether the geometries are known and a second level is at work.
    var isRefining = false
    /// The points of the second level.
    var refined: [Int: ConstrainedOptimizationResult] = [:]
    /// The angle of the start conformer that a far point begins with, by the angle of the point.
    var far: [Int: Int] = [:]
    let classes: [Int]

    /// Sets up a drive and its first round, one job for each start conformer that differs from the others.
    ///
    /// - Throws: ``TorsionDriveError`` when the drive cannot be carried out.
    public init(setup: TorsionDriveSetup) throws(TorsionDriveError) {
        try setup.validate()
        let grid = try TorsionGrid(spacing: setup.gridSpacing, range: setup.scanRange)
        let numbers = setup.system.atomicNumbers
        let graph = BondGraph(atoms: numbers.count, bonds: setup.bonds)
        self.setup = setup
        self.grid = grid
        let isMirrored =
            setup.usesMirrorSymmetry
            ?? MirrorSymmetry.holds(numbers: numbers, graph: graph, geometry: setup.conformers[0])
        isFolded = isMirrored && grid.isSymmetric
        classes = AtomClasses(numbers: numbers, graph: graph, distinguished: setup.dihedral).classes
        seed()
    }

    /// The jobs that can be run now, in any order or all at once; first those that most others wait for.
    public var ready: [GridPointJob] {
        let open = jobs.filter { results[$0.id] == nil }
        return open.filter(isAtFront) + open.filter { !isAtFront($0) }
    }

    /// Whether a job is for a point that none has reached yet: the longest chain of jobs begins there.
    public func isAtFront(_ job: GridPointJob) -> Bool { best[job.gridAngle] == nil }

    /// Whether no job is left.
    public var isFinished: Bool { jobs.isEmpty }

    /// Takes in the result of a job; a result that was not asked for, or comes twice, changes nothing.
    public mutating func record(_ result: ConstrainedOptimizationResult, for id: GridPointJob.ID) {
        guard results[id] == nil, let job = jobs.first(where: { $0.id == id }) else { return }
        results[id] = result
        advance(from: [job.gridAngle])
    }

    /// The share of the grid's points that have a result, 0 … 1.
    ///
    /// With a second level, geometries and energies count half each.
    public var progress: Double {
        let total = Double(max(grid.angles.count, 1))
        let found = Double(grid.angles.filter { best[folded($0)] != nil }.count)
        return setup.refinement == nil ? found / total : (found + Double(profile.count)) / (2 * total)
    }

    /// The best result at each grid angle that has one, by ascending angle.
    public var profile: [DrivenPoint] {
        grid.angles.compactMap { angle in
            let key = folded(angle)
            guard let point = points[key], let energy = point.energy else { return nil }
            let geometry = key == angle ? point.geometry : Self.mirrored(point.geometry)
            return DrivenPoint(angle: angle, energy: energy, geometry: geometry)
        }
    }

    /// The grid angles without a result, and why.
    public var lost: [LostPoint] {
        grid.angles.filter { points[folded($0)] == nil }.map {
            LostPoint(angle: $0, reason: failures[folded($0)] ?? "no geometry reached this angle")
        }
    }

    /// Why the drive as a whole failed, once it is finished; nil when enough points are good.
    public var failure: TorsionDriveError? {
        let needed = neededPoints
        let good = profile.count
        guard isFinished, good < needed else { return nil }
        let reason = lost.first.map { "; at \($0.angle)°: \($0.reason)" } ?? ""
        return TorsionDriveError(
            "only \(good) of \(grid.angles.count) grid points succeeded, \(needed) are needed\(reason)")
    }

    /// The angle that stands for φ and −φ.
    func folded(_ angle: Int) -> Int { isFolded ? abs(angle) : angle }

    static func mirrored(_ geometry: [SIMD3<Double>]) -> [SIMD3<Double>] {
        geometry.map { SIMD3(-$0.x, $0.y, $0.z) }
    }

    /// The dihedral of a geometry [degree].
    func dihedral(_ x: [SIMD3<Double>]) -> Double {
        let d = setup.dihedral
        return dihedralAngle(x[d[0]], x[d[1]], x[d[2]], x[d[3]]) / Constants.radianPerDegree
    }
}
