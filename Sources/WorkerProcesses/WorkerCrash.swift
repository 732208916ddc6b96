/// The end of a worker in the middle of a job that nobody asked for.
public struct WorkerCrash: Error, Sendable, Equatable, CustomStringConvertible {
    /// What ended the worker.
    public enum Cause: Sendable, Equatable {
        /// A signal: 11 for a bad memory access, 6 for a failed assertion, 9 from somebody else.
        case signal(Int32)
        /// The kernel killed it because memory ran out.
        case outOfMemory
        /// It ended itself with a status.
        case exit(Int32)
        /// It sent something that is not a frame.
        case nonsense
        /// It, or the job, could not be started, for a reason.
        case notStarted(String)
    }

    /// What ended the worker.
    public let cause: Cause
    /// The last of what it printed.
    public let printed: String

    /// Describes a crash.
    public init(cause: Cause, printed: String) {
        (self.cause, self.printed) = (cause, printed)
    }

    /// What happened, with the last lines that the worker printed.
    public var description: String {
        let what =
            switch cause {
            case .signal(9): "the worker process was killed from outside (signal 9)"
            case .outOfMemory:
                "the worker process was killed by the kernel because memory ran out: give it more memory, or let fewer run at once"
            case .signal(11): "the worker process crashed with a bad memory access (signal 11)"
            case .signal(let number): "the worker process was ended by signal \(number)"
            case .exit(let status): "the worker process ended itself with status \(status)"
            case .nonsense: "the worker process sent something that is not a message"
            case .notStarted(let reason): "no worker process could be started: \(reason)"
            }
        let lines = printed.split(separator: "\n").suffix(4).joined(separator: " | ")
        return lines.isEmpty ? what : what + "; it printed: " + lines
    }
}
