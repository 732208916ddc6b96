public import Workflow

/// How much finished work of a kind is kept.
public struct CacheStatistics: Sendable, Codable, Hashable {
    /// The kind of work.
    public var kind: WorkRequest.Kind
    /// How many pieces.
    public var entries: Int
    /// Their size [byte].
    public var bytes: Int
    /// How often work was found finished instead of being done again, since the database was made.
    public var hits: Int

    /// The statistics of a kind.
    public init(kind: WorkRequest.Kind, entries: Int, bytes: Int, hits: Int) {
        (self.kind, self.entries, self.bytes, self.hits) = (kind, entries, bytes, hits)
    }
}

/// A piece of finished work.
public struct CacheEntry: Sendable, Codable {
    /// The SHA-512 of its request.
    public var key: String
    /// What kind of work it is.
    public var kind: WorkRequest.Kind
    /// What it produced.
    public var result: WorkResult

    /// A piece of finished work.
    public init(key: String, kind: WorkRequest.Kind, result: WorkResult) {
        (self.key, self.kind, self.result) = (key, kind, result)
    }
}
