public import Executor
internal import Foundation
internal import JSON
public import Workflow

extension ExecutorClient {
    private struct Statistics: Decodable {
        let contents: [CacheStatistics]
    }

    private struct Counts: Decodable {
        let added, removed: Int?
    }

    private var entries: String { paths.prefix + "/cache/entries" }

    /// How much is cached, by kind of work.
    public func cacheStatistics() async throws(ExecutorError) -> [CacheStatistics] {
        let statistics: Statistics = try await connection.value("GET", paths.prefix + "/cache")
        return statistics.contents
    }

    /// Finished work of a kind, a page at a time, in the order of their keys after one.
    public func cacheEntries(kind: WorkRequest.Kind?, after key: String, limit: Int) async throws(ExecutorError)
        -> [CacheEntry]
    {
        var query = [("after", key), ("limit", String(limit))]
        if let kind { query.append(("kind", kind.rawValue)) }
        let data = try await connection.send("GET", entries, query: query)
        var found: [CacheEntry] = []
        for line in data.split(separator: UInt8(ascii: "\n")) {
            found.append(try Connection.decoded(Data(line), from: entries))
        }
        return found
    }

    /// Adds finished work; returns how much of it was new.
    public func addCacheEntries(_ entries: [CacheEntry]) async throws(ExecutorError) -> Int {
        var body = Data()
        for entry in entries {
            guard let text = try? JSON(encoding: entry).text() else {
                throw ExecutorError(.invalid, "the cache entry \(entry.key) could not be written as JSON")
            }
            body += Data((text + "\n").utf8)
        }
        let counts: Counts = try await connection.value("POST", self.entries, body: body)
        return counts.added ?? 0
    }

    /// Deletes finished work that no unfinished task needs; returns how much.
    public func cleanCache(kind: WorkRequest.Kind?, olderThanDays days: Double?) async throws(ExecutorError) -> Int {
        var query: [(String, String)] = []
        if let kind { query.append(("kind", kind.rawValue)) }
        if let days { query.append(("older_than_days", String(days))) }
        let counts: Counts = try await connection.value("DELETE", paths.prefix + "/cache", query: query)
        return counts.removed ?? 0
    }
}
