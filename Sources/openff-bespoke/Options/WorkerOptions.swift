import ArgumentParser
import Executor
import OpenFFBespoke

/// How much of the machine an executor may use.
struct WorkerOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Workers for fragmentation; default: as many as there is room.", valueName: "n")
    )
    var nFragmenterWorkers: Int?

    @Option(name: .long, help: ArgumentHelp("Workers for QC; default: as many as there is room.", valueName: "n"))
    var nQCComputeWorkers: Int?

    @Option(name: .long, help: ArgumentHelp("Cores for each QC worker; 0 for as many as are free.", valueName: "n"))
    var qcComputeNCores: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Memory for each core of a QC worker [GB]: no more run at once than have room; default: no limit.",
            valueName: "gb")
    )
    var qcComputeMaxMem: Double?

    @Option(name: .long, help: ArgumentHelp("Workers for fits; default: as many as there is room.", valueName: "n"))
    var nOptimizerWorkers: Int?

    @Flag(inversion: .prefixedNo, help: .hidden)
    var launchRedis = true

    func validate() throws {
        for number in [nFragmenterWorkers, nQCComputeWorkers, qcComputeNCores, nOptimizerWorkers] {
            guard number ?? 0 >= 0 else { throw ValidationError("Numbers of workers and cores can not be negative.") }
        }
        guard qcComputeMaxMem ?? 1 > 0 else { throw ValidationError("--qc-compute-max-mem must be above 0 GB.") }
    }

    /// The options of an executor in a folder, over what the settings say.
    func executorOptions(directory: String?, settings: Settings) -> ExecutorOptions {
        var options = ExecutorOptions(directory: directory)
        let cores = qcComputeNCores.flatMap { $0 == 0 ? nil : $0 } ?? settings.qcComputeCores
        options.fragmenters = WorkerConfiguration(
            count: nFragmenterWorkers, cores: settings.fragmenterCores, maximumMemory: settings.fragmenterMemory)
        options.qcCompute = WorkerConfiguration(
            count: nQCComputeWorkers, cores: cores, maximumMemory: qcComputeMaxMem ?? settings.qcComputeMemory)
        options.optimizers = WorkerConfiguration(
            count: nOptimizerWorkers, cores: settings.optimizerCores, maximumMemory: settings.optimizerMemory)
        return options
    }
}
