public import Workflow

/// What an executor does for those who talk to it: the command line, the HTTP gateway, remote workers, Swift programs.
///
/// Every method throws ``ExecutorError``, which says whether the caller, the state of a task or the storage is at fault.
public protocol ExecutorService: WorkerService {
    /// Accepts a task; it is on disk when this returns. Returns its id.
    func submit(_ submission: Submission) async throws(ExecutorError) -> Int
    /// A page of tasks: waiting, then running, then finished ones, each by id.
    func tasks(_ query: TaskQuery) async throws(ExecutorError) -> TaskPage
    /// A task, or nil when there is none with this id.
    func task(_ id: Int) async throws(ExecutorError) -> TaskView?
    /// The results of a finished task as the text of a `BespokeOptimizationResults`; nil while there are none.
    func results(ofTask id: Int) async throws(ExecutorError) -> String?
    /// The report of a task's fit as the text of a `BespokeReport`; nil while there is none.
    func report(ofTask id: Int) async throws(ExecutorError) -> String?
    /// How far each rotatable bond of a task is, with the grid points so far; nil when there is no such task.
    func torsions(ofTask id: Int) async throws(ExecutorError) -> [TorsionCourse]?
    /// Ends a task: running jobs that no other task needs are stopped. Finished tasks are left as they are.
    func cancel(_ id: Int) async throws(ExecutorError)
    /// Begins a finished or cancelled task again; what succeeded is kept, what failed is done anew.
    func retry(_ id: Int) async throws(ExecutorError)
    /// Moves a task before others (higher) or behind them (lower); 0 at first.
    func setPriority(_ priority: Int, ofTask id: Int) async throws(ExecutorError)

    /// Accepts a piece of work outside any task; equal work has an equal id and is done once.
    func submit(_ request: WorkRequest) async throws(ExecutorError) -> String
    /// A piece of work by its id, or nil.
    func work(_ id: String) async throws(ExecutorError) -> WorkView?

    /// Events with a sequence number above one, those on disk first and then new ones as they happen; without an end.
    ///
    /// A listener that is too slow is ended; it can ask again from the last number that it saw.
    func events(after sequence: Int, task: Int?) async throws(ExecutorError) -> AsyncStream<ExecutorEvent>
    /// Events on disk with a sequence number above one, the oldest first.
    func recordedEvents(after sequence: Int, task: Int?, limit: Int) async throws(ExecutorError) -> [ExecutorEvent]
    /// What the executor is doing.
    func status() async throws(ExecutorError) -> ExecutorStatus

    /// Refuses a schema that this executor could not compute, by throwing an error of cause `invalid`.
    func check(_ schema: BespokeOptimizationSchema) async throws(ExecutorError)

    /// How much is cached, by kind of work.
    func cacheStatistics() async throws(ExecutorError) -> [CacheStatistics]
    /// Finished work of a kind, a page at a time, in the order of their keys after one.
    func cacheEntries(kind: WorkRequest.Kind?, after key: String, limit: Int) async throws(ExecutorError)
        -> [CacheEntry]
    /// Adds finished work; entries whose key is there already are left alone. Returns how many were new.
    func addCacheEntries(_ entries: [CacheEntry]) async throws(ExecutorError) -> Int
    /// Deletes finished work that no unfinished task needs. Returns how much.
    func cleanCache(kind: WorkRequest.Kind?, olderThanDays days: Double?) async throws(ExecutorError) -> Int
}
