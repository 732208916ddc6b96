public import Workflow

/// How many cores each category of work may use at once.
///
/// One job uses one core. A category without a limit of its own may fill the whole budget.
public struct CoreBudget: Sendable, Equatable {
    /// Cores of the whole budget.
    public var total: Int
    /// Limits of single categories: workers × cores for each worker; 0 for none on this machine.
    public var limits: [WorkRequest.Category: Int]

    /// A budget of cores.
    public init(total: Int, limits: [WorkRequest.Category: Int] = [:]) {
        (self.total, self.limits) = (max(0, total), limits)
    }

    /// Whether a job of a category may start beside the running ones.
    public func allows(_ category: WorkRequest.Category, running: [WorkRequest.Category: Int]) -> Bool {
        guard running.values.reduce(0, +) < total else { return false }
        return running[category, default: 0] < max(0, limits[category] ?? total)
    }
}
