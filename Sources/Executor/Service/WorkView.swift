public import Workflow

/// A piece of work as others see it.
public struct WorkView: Sendable {
    /// The work's id, a UUID that follows from its content.
    public var id: String
    /// What kind of work it is.
    public var kind: WorkRequest.Kind
    /// `waiting`, `running`, `errored` or `success`.
    public var status: Status
    /// The result of successful work.
    public var result: WorkResult?
    /// Why it failed, if it did.
    public var failure: WorkFailure?

    /// A piece of work.
    public init(
        id: String, kind: WorkRequest.Kind, status: Status, result: WorkResult? = nil, failure: WorkFailure? = nil
    ) {
        (self.id, self.kind, self.status, self.result, self.failure) = (id, kind, status, result, failure)
    }
}
