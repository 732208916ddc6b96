public import Workflow

/// What is to be written down of a transition; all changes of one go into one transaction.
public enum Change: Sendable {
    /// A task was accepted.
    case taskAdded(id: Int, Submission)
    /// A task's state or course changed.
    case taskChanged(id: Int, TaskStatus, TaskDetail)
    /// A task ended; the texts are those of its results and of its report.
    case taskFinished(id: Int, TaskStatus, TaskDetail, results: String?, report: String?)
    /// A finished task waits again.
    case taskReset(id: Int, TaskDetail)
    /// A task was moved in the queue.
    case priorityChanged(id: Int, Int)
    /// A piece of work is wanted, also by one more; the request is kept for work that is wanted outside any task.
    case workBegan(key: String, WorkRequest.Kind, request: WorkRequest?)
    /// Finished work was found instead of being done again.
    case workFound(key: String)
    /// A piece of work ended; the reports of its jobs are not needed any more.
    case workEnded(key: String, Result<WorkResult, WorkFailure>)
    /// Nobody wants a piece of work any more; the reports of its jobs are kept.
    case workAbandoned(key: String)
    /// A job can be done.
    case jobAdded(JobID, Job.Kind)
    /// A worker holds a job.
    case jobLeased(JobID, token: String, worker: String)
    /// A job was done.
    case jobReported(JobID, token: String, JobReport)
    /// A job can be done again; the number is that of attempts that count.
    case jobReleased(JobID, attempts: Int)
    /// A line of the feed.
    case event(task: Int?, ExecutorEvent.Kind, String)
}
