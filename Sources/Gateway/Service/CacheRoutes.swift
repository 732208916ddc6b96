internal import Executor
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import NIOCore
internal import Workflow

extension API {
    /// Finished work that is kept.
    var cacheRoutes: [Route] {
        let entries = paths.prefix + "/cache/entries"
        let kind = Schemas.choice(WorkRequest.Kind.self)
        return [
            Route(
                .get, paths.prefix + "/cache",
                Operation("get_cache_statistics", tag: "cache", "How much finished work is kept, by kind.")
                    .gives("The statistics.", Schemas.reference("CacheStatistics"))
            ) { _ in
                let statistics = try await service.cacheStatistics()
                return .json(["contents": .array(try statistics.map { try JSON(encoding: $0) })])
            },
            Route(
                .delete, paths.prefix + "/cache",
                Operation("clean_cache", tag: "cache", "Deletes finished work that no unfinished task needs.")
                    .query("kind", kind, "Only work of a kind.")
                    .query("older_than_days", ["type": "number", "minimum": 0], "Only work older than this.")
                    .gives("How much was deleted.", Schemas.counts(["removed"])), handle: clean),
            Route(
                .get, entries,
                Operation("export_cache", tag: "cache", "Finished work, one JSON object a line.")
                    .query("kind", kind, "Only work of a kind.")
                    .query("after", ["type": "string"], "Only entries with a key after this one.")
                    .query("limit", Schemas.count(nil), "How many entries at most; all where it is absent.")
                    .gives("The entries.", type: "application/x-ndjson", ["type": "string"]), handle: export),
            Route(
                .post, entries,
                Operation("import_cache", tag: "cache", "Adds finished work, one JSON object a line.")
                    .takes(["type": "string"], type: "application/x-ndjson")
                    .gives("How much was read, and how much of it was new.", Schemas.counts(["read", "added"]))
                    .refuses(400, "An entry does not belong to its key."), handle: importEntries),
        ]
    }

    private func clean(_ call: Call) async throws -> Response {
        let kind = try call.query.choice("kind", of: WorkRequest.Kind.self)
        let days = try call.query.number("older_than_days")
        guard (days ?? 0) >= 0 else {
            throw Problem(
                "query", ["older_than_days"], "Input should be greater than or equal to 0", "greater_than_equal")
        }
        return .json(["removed": .integer(try await service.cleanCache(kind: kind, olderThanDays: days))])
    }

    private func export(_ call: Call) async throws -> Response {
        let kind = try call.query.choice("kind", of: WorkRequest.Kind.self)
        let limit = try call.query.integer("limit", default: .max)
        guard limit >= 0 else {
            throw Problem("query", ["limit"], "Input should be greater than or equal to 0", "greater_than_equal")
        }
        let start = call.query["after"] ?? ""
        let service = service
        return .stream(type: "application/x-ndjson") { writer in
            var (after, left) = (start, limit)
            while left > 0 {
                let page = try await service.cacheEntries(kind: kind, after: after, limit: min(left, 20))
                guard let last = page.last else { return }
                for entry in page { try await writer.write(ByteBuffer(string: JSON(encoding: entry).text() + "\n")) }
                (after, left) = (last.key, left - page.count)
            }
        }
    }

    private func importEntries(_ call: Call) async throws -> Response {
        var (lines, read, added) = (LineReader(limit: settings.largestBody), 0, 0)
        for try await part in call.request.body {
            let entries = try lines.take(part).map { try Call.decoded(CacheEntry.self, from: Data($0)) }
            guard !entries.isEmpty else { continue }
            read += entries.count
            added += try await service.addCacheEntries(entries)
        }
        if let rest = lines.rest {
            read += 1
            added += try await service.addCacheEntries([try Call.decoded(CacheEntry.self, from: Data(rest))])
        }
        return .json(["read": .integer(read), "added": .integer(added)])
    }
}
