/// Names a job: the key of its work, and its name there.
public struct JobID: Sendable, Codable, Hashable {
    /// The key of the work.
    public var work: String
    /// The job's name within the work.
    public var name: String

    /// The job of a piece of work with a name.
    public init(work: String, name: String) { (self.work, self.name) = (work, name) }
}
