import LocalExecutor
import Workflow

/// Shows how a run comes on: a line for each finished stage, and a live count of grid points.
actor ProgressReporter {
    private let console: Console
    private var shown: Set<String> = []
    private let activities = [
        "fragmentation": "fragmenting the molecule", "qc-generation": "generating bespoke QC data",
        "optimization": "optimizing the parameters",
    ]

    init(console: Console) { self.console = console }

    /// Shows a state of progress.
    func report(_ progress: RunProgress) async {
        for stage in progress.stages { await announce(stage) }
        guard let running = progress.stages.first(where: { $0.status == .running }) else { return }
        var line = "⧖ " + (activities[running.type] ?? running.type)
        if running.type == "fragmentation", progress.bondOrders.total > 0 {
            line +=
                ": \(progress.bondOrders.finished)/\(progress.bondOrders.total) \(progress.bondOrderLevel) calculations"
        }
        if running.type == "qc-generation", progress.drives.total > 0 {
            line += ": \(progress.gridPoints.finished)/\(progress.gridPoints.total) grid points,"
            line += " \(progress.drives.finished)/\(progress.drives.total) torsion drives"
        }
        await console.showLive(line)
    }

    /// Shows how a task ended.
    func finish(_ task: TaskState) async {
        for stage in task.stages { await announce(stage) }
        for warning in task.warnings { await console.print(.warning, warning) }
        await console.print()
    }

    private func announce(_ stage: BespokeExecutorOutput.Stage) async {
        guard stage.status == .success || stage.status == .errored, shown.insert(stage.type).inserted else { return }
        if stage.status == .success {
            await console.print(.success, "\(stage.type) successful")
        } else {
            await console.print(.failure, "\(stage.type) failed")
            await console.print(stage.error ?? "unknown error")
        }
    }
}
