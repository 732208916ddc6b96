internal import Workflow

/// Work that is not finished, and who waits for it.
struct ActiveWork {
    /// Who waits for a piece of work.
    enum Parent: Hashable {
        case task(Int)
        case work(String)
        /// Somebody who asked for the work itself.
        case caller
    }

    let request: WorkRequest
    var state: WorkState
    var parents: Set<Parent>
    /// The names of its jobs that wait or run.
    var jobs: Set<String> = []
    /// Where its jobs stand among those that wait.
    var rank = ReadyJobs.Rank(priority: 0, oldestTask: .max)
}
