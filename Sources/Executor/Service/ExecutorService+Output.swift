internal import JSON
public import Workflow

extension ExecutorService {
    /// What a user retrieves of a task: the state of its stages, and its results once they are there.
    ///
    /// - Throws: ``ExecutorError`` of cause `notFound` when there is no such task.
    public func output(ofTask id: Int) async throws(ExecutorError) -> BespokeExecutorOutput {
        let task = try await existingTask(id)
        var results: BespokeOptimizationResults?
        if task.status == .success, let text = try await self.results(ofTask: id) {
            do {
                results = try BespokeOptimizationResults(text: text)
            } catch {
                throw ExecutorError(.unavailable, "the results of task \(id) can not be read: \(error)")
            }
        }
        return BespokeExecutorOutput(smiles: task.smiles, stages: task.detail.outputStages, results: results)
    }

    /// A task that there must be.
    ///
    /// - Throws: ``ExecutorError`` of cause `notFound` when there is no such task.
    public func existingTask(_ id: Int) async throws(ExecutorError) -> TaskView {
        guard let task = try await task(id) else {
            throw ExecutorError(.notFound, "there is no task with the id \(id)")
        }
        return task
    }

    /// Waits until a task has ended, asking some times a second.
    ///
    /// - Throws: ``ExecutorError`` when the executor cannot be asked or has no such task; `CancellationError`.
    public func waitUntilComplete(
        _ id: Int, every interval: Duration = .milliseconds(250),
        progress: @Sendable (TaskView) async -> Void = { _ in }
    ) async throws -> BespokeExecutorOutput {
        while true {
            let task = try await existingTask(id)
            await progress(task)
            if task.status.isFinished { return try await output(ofTask: id) }
            try await Task.sleep(for: interval)
        }
    }
}

extension TaskDetail {
    /// The stages as a user retrieves them.
    public var outputStages: [BespokeExecutorOutput.Stage] {
        stages.map { stage in
            BespokeExecutorOutput.Stage(
                type: stage.type, status: Status(rawValue: stage.status) ?? .waiting, error: stage.failure?.message)
        }
    }
}
