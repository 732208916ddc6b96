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
}

/// A job that can run or runs.
struct QueuedJob {
    let job: Job
    /// Jobs that came first have the lower number.
    let order: Int
    /// Lost attempts that count.
    var attempts = 0
    /// Not before this time [s].
    var earliest = 0.0
    /// The lease under which it runs.
    var token: String?
}
