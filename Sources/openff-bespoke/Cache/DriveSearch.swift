import Calculation
import Workflow

/// Finds the torsion drives that a molecule's fit needs, in this process.
struct DriveSearch {
    private let schema: BespokeOptimizationSchema
    private let calculator = Calculator()

    /// A search that has not begun.
    init(_ schema: BespokeOptimizationSchema) { self.schema = schema }

    /// The drives of a molecule, and what a user should know about them.
    ///
    /// - Throws: `WorkFailure` when the molecule can not be fragmented or has no parameters.
    func drives() async throws -> (tasks: [QCTask], warnings: [String]) {
        var state = TaskState(id: "1", schema: schema)
        var commands = state.handle(.submitted)
        while state.parameters == nil, !commands.isEmpty {
            guard case .enqueue(let key, let request) = commands.removeFirst() else { continue }
            let result = try await result(of: request)
            commands += state.handle(.succeeded(key: key, result))
        }
        let tasks = (state.parameters?.drives ?? []).map(\.task).filter { $0.spec.kind == .torsion1d }
        return (tasks, state.parameters?.warnings ?? [])
    }

    private func result(of request: WorkRequest) async throws -> WorkResult {
        var work = WorkState(request)
        while true {
            if let outcome = work.outcome { return try outcome.get() }
            for need in work.needs { work.record(.success(try await result(of: need)), for: need) }
            guard let named = work.ready.first else {
                throw WorkFailure(
                    type: "WorkflowError", message: "there is nothing left to do for \(request.kind.rawValue)")
            }
            work.record(await calculator.report(of: named.job).result, forJob: named.name)
        }
    }
}
