internal import Executor
internal import GRDB
internal import Workflow

extension Transaction {
    func addJob(_ id: JobID, _ kind: Job.Kind) throws {
        try changeRow(
            """
            INSERT INTO job (work, name, kind, status, attempts)
            SELECT number, ?, ?, 'ready', 0 FROM work WHERE key = ? AND status = 'live'
            ON CONFLICT (work, name) DO UPDATE SET status = 'ready', token = NULL, worker = NULL, report = NULL
            """, [id.name, kind.rawValue, id.work], of: id.subject)
    }

    func leaseJob(_ id: JobID, token: String, worker: String) throws {
        try changeRow(
            """
            UPDATE job SET status = 'leased', token = ?, worker = ?
            WHERE work = (SELECT number FROM work WHERE key = ?) AND name = ? AND status = 'ready'
            """, [token, worker, id.work, id.name], of: id.subject)
    }

    func reportJob(_ id: JobID, token: String, _ report: JobReport) throws {
        try changeRow(
            """
            UPDATE job SET status = 'reported', token = NULL, worker = NULL, report = ?
            WHERE work = (SELECT number FROM work WHERE key = ?) AND name = ? AND token = ?
            """, [try column(try report.text), id.work, id.name, token], of: id.subject)
    }

    func releaseJob(_ id: JobID, attempts: Int) throws {
        try changeRow(
            """
            UPDATE job SET status = 'ready', token = NULL, worker = NULL, attempts = ?
            WHERE work = (SELECT number FROM work WHERE key = ?) AND name = ? AND status = 'leased'
            """, [attempts, id.work, id.name], of: id.subject)
    }
}

extension JobID {
    fileprivate var subject: String { "the job \(name) of work \(WorkRequest.id(ofKey: work))" }
}
