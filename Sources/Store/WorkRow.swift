public import Workflow

/// A piece of work as it is written down.
public struct WorkRow: Sendable {
    /// Where a piece of work stands.
    public enum Status: String, Sendable {
        /// It is wanted, and not finished.
        case live
        /// It succeeded.
        case finished
        /// It could not be done.
        case failed
        /// Nobody wants it any more.
        case abandoned
    }

    /// The SHA-512 of its request.
    public var key: String
    /// What kind of work it is.
    public var kind: WorkRequest.Kind
    /// Where it stands.
    public var status: Status
    /// The result of finished work.
    public var result: WorkResult?
    /// Why it failed, if it did.
    public var failure: WorkFailure?
}
