internal import Executor
internal import GRDB
internal import Workflow

extension Transaction {
    func beginWork(_ key: String, _ kind: WorkRequest.Kind, _ request: WorkRequest?) throws {
        try execute(
            """
            INSERT INTO work (key, id, kind, status, request, used, moment) VALUES (?, ?, ?, 'live', ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET status = 'live', request = coalesce(excluded.request, request),
                result = NULL, bytes = NULL, failure = NULL, used = excluded.used, moment = excluded.moment
            """,
            [
                key, WorkRequest.id(ofKey: key), kind.rawValue, try column(try request.map { try Coding.text($0) }),
                now, moment,
            ])
    }

    func findWork(_ key: String) throws {
        try changeRow(
            "UPDATE work SET used = ?, moment = ? WHERE key = ? AND status = 'finished'", [now, moment, key],
            of: "work \(WorkRequest.id(ofKey: key))")
        try execute(
            """
            INSERT INTO hit (kind, count) SELECT kind, 1 FROM work WHERE key = ?
            ON CONFLICT DO UPDATE SET count = count + 1
            """, [key])
    }

    func endWork(_ key: String, _ outcome: Result<WorkResult, WorkFailure>) throws {
        let subject = "work \(WorkRequest.id(ofKey: key))"
        switch outcome {
        case .success(let result):
            let text = try Coding.text(result)
            try changeRow(
                """
                UPDATE work SET status = 'finished', result = ?, bytes = ?, request = NULL, used = ?, moment = ?
                WHERE key = ? AND status = 'live'
                """, [try column(text), text.utf8.count, now, moment, key], of: subject)
        case .failure(let failure):
            try changeRow(
                """
                UPDATE work SET status = 'failed', failure = ?, request = NULL, used = ?, moment = ?
                WHERE key = ? AND status = 'live'
                """, [try Coding.text(failure), now, moment, key], of: subject)
        }
        try execute("DELETE FROM job WHERE work = (SELECT number FROM work WHERE key = ?)", [key])
    }

    func abandonWork(_ key: String) throws {
        try changeRow(
            "UPDATE work SET status = 'abandoned', request = NULL WHERE key = ? AND status = 'live'", [key],
            of: "work \(WorkRequest.id(ofKey: key))")
        try execute(
            "DELETE FROM job WHERE work = (SELECT number FROM work WHERE key = ?) AND status <> 'reported'", [key])
    }

    /// Forgets a result that can not be read, so that the work is done again.
    func forgetWork(_ key: String, _ reason: String) throws {
        try execute(
            "UPDATE work SET status = 'abandoned', result = NULL, bytes = NULL WHERE key = ? AND status = 'finished'",
            [key])
        try note(
            nil, .warning, "the result of work \(WorkRequest.id(ofKey: key)) \(reason) and counts as not there")
    }
}
