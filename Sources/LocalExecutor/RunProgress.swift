public import Workflow

/// How far a run has come.
public struct RunProgress: Sendable, Equatable {
    /// The state of each stage, in the order of the pipeline.
    public var stages: [BespokeExecutorOutput.Stage]
    /// Calculations of bond orders that are finished, and of how many that are known to be needed.
    public var bondOrders: (finished: Int, total: Int)
    /// The level of those calculations.
    public var bondOrderLevel: String
    /// Torsion drives that are finished, and of how many.
    public var drives: (finished: Int, total: Int)
    /// Grid points that have a geometry, and of how many.
    public var gridPoints: (finished: Int, total: Int)

    /// Whether two states of progress are the same.
    public static func == (a: RunProgress, b: RunProgress) -> Bool {
        a.stages == b.stages && a.bondOrders == b.bondOrders && a.drives == b.drives && a.gridPoints == b.gridPoints
    }
}
