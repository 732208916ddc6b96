internal import Workflow

/// A job that can run or runs.
struct QueuedJob {
    let job: Job
    /// Jobs that came first have the lower number.
    let order: Int
    /// Whether more of its work waits for it than for the others.
    let isAtFront: Bool
    /// Jobs of one class take about as long as each other.
    let durationClass: String
    /// Lost attempts that count.
    var attempts = 0
    /// Attempts that were lost with a pilot; they do not count.
    var losses = 0
    /// How long it ran without an end before a remote worker handed it back [s].
    var ranFor = 0.0
    /// Not before this time [s].
    var earliest = 0.0
    /// The lease under which it runs.
    var token: String?

    init(_ named: NamedJob, order: Int, attempts: Int) {
        (job, isAtFront, self.order, self.attempts) = (named.job, named.isAtFront, order, attempts)
        durationClass = job.durationClass
    }
}
