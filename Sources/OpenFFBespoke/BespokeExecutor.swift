internal import Calculation
public import Executor
internal import Foundation
internal import Store
internal import WorkerProcesses
internal import Workflow

/// The executor: a durable queue on disk, a scheduler, and worker processes on this machine.
///
/// Every transition is one transaction: a result is stored, what follows from it is decided and written down, and only
/// then acted upon. What is in memory follows from what is on disk, so the process may be killed at any moment.
public actor BespokeExecutor: ExecutorService {
    /// Where the executor lives and what it uses.
    public nonisolated let options: ExecutorOptions
    /// The folder of its database, logs and working files.
    public nonisolated let directory: String

    /// The cores it may use, as the options and the machine were at the start.
    let budget: CoreBudget
    let store: Store
    let pool: WorkerPool
    let feed: EventFeed
    var scheduler: Scheduler
    var running: [String: Task<Void, Never>] = [:]
    var remoteContacts: [String: Double] = [:]
    /// When pilots were heard of, and which pilot a worker belongs to.
    var pilotContacts: [String: Double] = [:]
    var pilotsOfWorkers: [String: String] = [:]
    var pilots: PilotStatus?
    var throughput = Throughput()
    var arrivals: [UUID: CheckedContinuation<Void, Never>] = [:]
    var alarm: (moment: Double, task: Task<Void, Never>)?
    var isStopping = false
    /// The tasks that were submitted, or asked to begin again, since the start.
    var ownTasks: Set<Int> = []
    /// Whether what is in memory may differ from what is on disk.
    var isStale = false
    var problem: String?
    let began = monotonicSeconds()
    private let isTemporary: Bool

    /// Opens an executor's folder and takes up what was unfinished; nothing runs before ``launch()``.
    ///
    /// - Throws: ``ExecutorError`` when the folder cannot be used or another executor holds it.
    public init(_ options: ExecutorOptions = ExecutorOptions()) throws(ExecutorError) {
        self.options = options
        budget = options.budget
        isTemporary = options.directory == nil
        directory =
            options.directory.map { URL(fileURLWithPath: $0).path }
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("bespoke-" + UUID().uuidString).path
        do {
            store = try Store(directory: directory)
            feed = EventFeed(last: try store.lastSequence())
        } catch {
            throw ExecutorError(error)
        }
        pool = WorkerPool(
            WorkerProgram(path: options.program ?? WorkerProgram.running, arguments: ["worker-process"]),
            size: max(1, budget.total), folder: directory)
        scheduler = Scheduler(
            budget: budget, policy: options.policy, maximumRunningTasks: options.maximumRunningTasks)
        isStale = true
    }

    /// Begins to work.
    ///
    /// - Throws: ``ExecutorError`` when what is on disk cannot be taken up.
    public func launch() throws(ExecutorError) {
        try transition { _, _ in }
        dispatch()
    }

    /// Ends: running jobs get a time of grace and are then handed back uncounted; no process of ours is left.
    ///
    /// - Parameter grace: how long running jobs may still take.
    public func stop(grace: Duration = .seconds(5)) async {
        guard !isStopping else { return }
        isStopping = true
        alarm?.task.cancel()
        feed.close()
        for continuation in arrivals.values { continuation.resume() }
        arrivals = [:]
        await pool.shutdown(grace: grace)
        for task in running.values { await task.value }
        try? store.close()
        if isTemporary { try? FileManager.default.removeItem(atPath: directory) }
    }

    /// Runs with an executor and ends it afterwards, also after an error.
    ///
    /// - Throws: ``ExecutorError`` when the executor cannot begin, or what `body` throws.
    public static func withExecutor<Value: Sendable>(
        _ options: ExecutorOptions = ExecutorOptions(), _ body: @Sendable (BespokeExecutor) async throws -> Value
    ) async throws -> Value {
        let executor = try BespokeExecutor(options)
        do {
            try await executor.launch()
            let value = try await body(executor)
            await executor.stop(grace: .zero)
            return value
        } catch {
            await executor.stop(grace: .zero)
            throw error
        }
    }
}

/// Seconds on a clock that never goes back.
func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The time of day [s since 1970].
func secondsSince1970() -> Double { Date().timeIntervalSince1970 }

extension ExecutorError {
    /// A storage's error as callers of the executor see it.
    init(_ error: StoreError) {
        switch error.cause {
        case .notFound: self.init(.notFound, error.message)
        default: self.init(.unavailable, error.message)
        }
    }
}
