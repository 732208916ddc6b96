/// How a pilot ended; none of these says anything about the jobs that it was at.
public enum PilotEnding: String, Sendable, Codable, CaseIterable {
    /// It was not needed any more, or the server ended.
    case dismissed
    /// It ended by itself without an error.
    case completed
    /// It reached its time limit.
    case timeLimit = "time limit"
    /// It used more memory than it had asked for.
    case outOfMemory = "out of memory"
    /// Its node failed or did not start.
    case nodeFailure = "node failure"
    /// Somebody else cancelled it, or it made way for a job of higher rank.
    case cancelled
    /// Its program ended with an error.
    case failed
    /// The cluster did not take it.
    case refused
    /// The cluster does not know it any more.
    case lost

    /// Whether the next pilot is likely to end in the same way at once.
    var isLikelyToRepeat: Bool {
        switch self {
        case .failed, .refused, .outOfMemory, .lost, .nodeFailure: true
        case .dismissed, .completed, .timeLimit, .cancelled: false
        }
    }
}
