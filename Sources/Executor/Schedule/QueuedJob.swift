internal import Workflow

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
