public import Calculation
public import Executor
internal import Foundation
public import Workflow

/// Runs tasks on this machine's cores, in this process.
public struct LocalExecutor: Sendable {
    /// How many cores may be used.
    public let budget: CoreBudget
    /// What carries jobs out.
    public let calculator: Calculator

    /// An executor with a budget of cores.
    public init(budget: CoreBudget = .wholeMachine, workingFolder: String? = nil) {
        (self.budget, calculator) = (budget, Calculator(workingFolder: workingFolder))
    }

    /// Runs one task to its end; when the surrounding Swift task is cancelled, the task is cancelled too and ends soon.
    ///
    /// - Parameters:
    ///   - schema: what is to be fitted.
    ///   - report: called with the progress whenever something has been finished.
    /// - Returns: the finished task; failures are part of it.
    public func run(
        _ schema: BespokeOptimizationSchema, report: (RunProgress) async -> Void
    ) async -> TaskState {
        var schedule = Schedule(task: TaskState(id: "1", schema: schema), budget: budget)
        await withTaskGroup(of: Schedule.Report.self) { group in
            schedule.begin()
            while !schedule.isFinished {
                while let (key, named) = schedule.next() {
                    group.addTask {
                        Schedule.Report(key: key, named: named, result: await calculator.report(of: named.job).result)
                    }
                }
                await report(schedule.progress)
                guard let finished = await group.next() else { break }
                schedule.record(finished)
                if Task.isCancelled { schedule.cancel() }
            }
            group.cancelAll()
        }
        await report(schedule.progress)
        return schedule.task
    }
}

extension CoreBudget {
    /// Every core that this process may use.
    public static var wholeMachine: CoreBudget { CoreBudget(total: ProcessInfo.processInfo.activeProcessorCount) }
}
