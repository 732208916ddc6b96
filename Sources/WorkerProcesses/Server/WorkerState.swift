import Glibc

/// What a server knows of a worker process.
struct WorkerState {
    /// Why we ended it.
    enum Reason {
        case deadline
        case wish
        /// It was free and no longer needed.
        case release
        case nonsense
    }

    /// A job that it is at.
    struct Job {
        let continuation: CheckedContinuation<WorkerOutcome, Never>
        let onProgress: @Sendable ([UInt8]) -> Void
    }

    /// How the process ended: what `waitpid` says, and the last of what it printed.
    struct Ending {
        let status: Int32
        let printed: String

        /// The cause, where we did not end it.
        func cause(_ kills: OutOfMemoryKills) -> WorkerCrash.Cause {
            let signal = status & 0x7f
            if signal == SIGKILL && kills.hasRisen() { return .outOfMemory }
            return signal == 0 ? .exit(status >> 8 & 0xff) : .signal(signal)
        }
    }

    var job: Job?
    var begun = 0
    var answered = 0
    var reason: Reason?
    var ending: Ending?
    var watchers: [CheckedContinuation<Void, Never>] = []

    /// Kills the process, whose id is ours as long as it has no ending. The rest of its session follows when it is dead.
    mutating func end(_ id: Int32, because reason: Reason) {
        guard ending == nil else { return }
        if self.reason == nil || self.reason == .release { self.reason = reason }
        kill(id, SIGKILL)
    }

    /// How a job is to be reported that such an ending interrupted.
    func outcome(of ending: Ending, kills: OutOfMemoryKills = .own) -> WorkerOutcome {
        switch reason {
        case .deadline: .timedOut
        case .wish, .release: .killed
        case .nonsense: .crashed(WorkerCrash(cause: .nonsense, printed: ending.printed))
        case nil: .crashed(WorkerCrash(cause: ending.cause(kills), printed: ending.printed))
        }
    }
}
