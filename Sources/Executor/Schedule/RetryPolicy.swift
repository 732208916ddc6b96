public import Workflow

/// How often and how soon a job is tried again, and how long it may take.
public struct RetryPolicy: Sendable {
    /// After how many lost attempts a job whose worker crashed or hung counts as failed.
    public var crashes = 3
    /// The same for one whose worker was killed from outside or disappeared.
    public var kills = 50
    /// The same for one that ran out of memory, which other jobs may have taken up: the pauses are long by then.
    public var memoryKills = 8
    /// After how many attempts that were lost with a pilot, none of which counts, a job is given up nevertheless.
    public var pilotLosses = 20
    /// The first pause before another attempt [s]; it doubles each time.
    public var firstPause = 0.2
    /// The longest pause [s].
    public var longestPause = 10.0
    /// Within how many seconds a remote worker must give a sign of life.
    public var leaseSeconds = 60.0

    /// The standard policy.
    public init() {}

    /// After how many seconds a job of a kind counts as hanging.
    public func deadline(of kind: Job.Kind) -> Double {
        switch kind {
        case .fragmentation, .parameters, .drivePreparation, .minimumPreparation: 3600
        case .conformers, .fit: 4 * 3600
        case .bondOrder, .charges, .gradients: 12 * 3600
        case .gridPoint: 24 * 3600
        }
    }

    /// The pause after a number of lost attempts [s].
    func pause(after attempts: Int) -> Double {
        min(longestPause, firstPause * Double(1 << min(max(attempts - 1, 0), 20)))
    }
}
