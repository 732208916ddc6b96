public import Executor
internal import Foundation
internal import Workflow

/// Where an executor lives and what of the machine it uses.
public struct ExecutorOptions: Sendable {
    /// The folder of its database, logs and working files; nil for a temporary one that is deleted at the end.
    public var directory: String?
    /// The workers for fragmentation and bespoke parameters.
    public var fragmenters = WorkerConfiguration()
    /// The workers for quantum chemistry and charges.
    public var qcCompute = WorkerConfiguration()
    /// The workers for fits.
    public var optimizers = WorkerConfiguration()
    /// Cores of the whole budget; nil for those that this process may use.
    public var cores: Int?
    /// The program `openff-bespoke`, which is run as worker processes; nil for the running program.
    public var program: String?
    /// How often lost jobs are tried again.
    public var policy = RetryPolicy()
    /// Whether tasks of before that are unfinished go on; if not, they wait for another launch.
    public var resumesTasks = true
    /// How many tasks may run at once.
    public var maximumRunningTasks = 1000

    /// Options for an executor in a folder.
    public init(directory: String? = nil) { self.directory = directory }

    /// The cores that each category may use at once.
    public var budget: CoreBudget {
        let memory = ProcessInfo.processInfo.physicalMemory
        var budget = CoreBudget(total: cores ?? ProcessInfo.processInfo.activeProcessorCount)
        budget.limits[.fragmenter] = fragmenters.limit(ofMemory: memory)
        budget.limits[.qcCompute] = qcCompute.limit(ofMemory: memory)
        budget.limits[.optimizer] = optimizers.limit(ofMemory: memory)
        return budget
    }
}
