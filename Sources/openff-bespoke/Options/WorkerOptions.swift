import ArgumentParser
import Executor
import LocalExecutor
import Workflow

/// How much of the machine a run may use.
struct WorkerOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Cores for fragmentation; default: whatever is free.", valueName: "n"))
    var nFragmenterWorkers: Int?

    @Option(name: .long, help: ArgumentHelp("Workers for QC; default: whatever is free.", valueName: "n"))
    var nQCComputeWorkers: Int?

    @Option(name: .long, help: ArgumentHelp("Cores for each QC worker.", valueName: "n"))
    var qcComputeNCores: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Memory for each core of a QC worker [GB]; without effect, xtb needs little.", valueName: "gb"))
    var qcComputeMaxMem: Double?

    @Option(name: .long, help: ArgumentHelp("Cores for fits; default: whatever is free.", valueName: "n"))
    var nOptimizerWorkers: Int?

    @Flag(inversion: .prefixedNo, help: .hidden)
    var launchRedis = true
}

extension WorkerOptions {
    /// The budget: every core of the machine, capped for each category that was given a number.
    var budget: CoreBudget {
        var budget = CoreBudget.wholeMachine
        budget.limits[.fragmenter] = nFragmenterWorkers
        budget.limits[.optimizer] = nOptimizerWorkers
        if nQCComputeWorkers != nil || qcComputeNCores != nil {
            budget.limits[.qcCompute] = (nQCComputeWorkers ?? 1) * max(1, qcComputeNCores ?? 1)
        }
        return budget
    }
}
