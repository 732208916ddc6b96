public import Executor
public import Report
public import Workflow

/// Several tasks together: which torsion drives they share, how good each is, and one force field for all.
public struct SeriesPage: Sendable {
    let tasks: [TaskView]
    let torsions: [Int: [TorsionCourse]]
    let reports: [Int: BespokeReport]
    let hits: Int
    let status: ExecutorStatus
    let visitor: PageFrame.Visitor
    let now: Double

    /// The page of a series.
    ///
    /// - Parameters:
    ///   - torsions: how far each task's bonds are, by task.
    ///   - reports: the reports of finished fits, by task.
    ///   - hits: how often this executor has found a torsion drive finished instead of computing it.
    public init(
        tasks: [TaskView], torsions: [Int: [TorsionCourse]], reports: [Int: BespokeReport], hits: Int,
        status: ExecutorStatus, visitor: PageFrame.Visitor, now: Double
    ) {
        (self.tasks, self.torsions, self.reports, self.hits) = (tasks, torsions, reports, hits)
        (self.status, self.visitor, self.now) = (status, visitor, now)
    }

    private var query: String { tasks.map { "task=\($0.id)" }.joined(separator: "&") }

    /// The page.
    public var html: HTML {
        let after = status.lastEvent.map { "/events?after=\($0)" }
        return PageFrame(title: "Series", visitor: visitor, events: after, period: 30).page(
            """
            <h1>\(Words.count(tasks.count, "task"))</h1>
            <div id="series" data-live>
            <p>\(summary)</p>
            \(download)
            \(table)
            <h2>Torsion drives</h2>
            \(drives)
            </div>
            """)
    }

    /// The tasks of each drive.
    private var users: [(drive: String, course: TorsionCourse, tasks: [Int])] {
        var order: [String] = []
        var found: [String: (course: TorsionCourse, tasks: [Int])] = [:]
        for task in tasks {
            for torsion in torsions[task.id] ?? [] {
                guard let drive = torsion.drive else { continue }
                if found[drive] == nil { order.append(drive) }
                found[drive, default: (torsion, [])].tasks.append(task.id)
            }
        }
        return order.compactMap { drive in found[drive].map { (drive, $0.course, $0.tasks) } }
    }

    private var summary: String {
        let bonds = tasks.reduce(0) { $0 + (torsions[$1.id] ?? []).count }
        let drives = users
        let shared = drives.count { Set($0.tasks).count > 1 }
        return """
            \(Words.count(bonds, "rotatable bond")), \(Words.count(drives.count, "different torsion drive")), \(shared) of \
            them used by more than one task. Since its database was made, this executor has found a drive finished \
            \(Words.count(hits, "time")) instead of computing it again.
            """
    }

    private var download: HTML {
        let done = tasks.count { $0.status == .success }
        guard done > 0 else { return "<p class=\"empty\">No task has a force field yet.</p>" }
        let missing = tasks.count - done
        let note: HTML =
            missing == 0 ? .empty : " <small>without \(Words.count(missing, "task")) that has none</small>"
        return """
            <p><a download href="/series/force-field.offxml?\(query)">One force field of \
            \(Words.count(done, "task")) (OFFXML)</a>\(note)</p>
            """
    }

    private var table: HTML {
        let rows = tasks.map { task -> HTML in
            let errors =
                reports[task.id]?.torsions.compactMap { row in
                    row.initial.flatMap { before in row.refit.map { (before.rmse, $0.rmse) } }
                } ?? []
            func mean(_ values: [Double]) -> String {
                ReportTables.energy(values.isEmpty ? nil : values.reduce(0, +) / Double(values.count))
            }
            return """
                <tr id="task-\(task.id)"><td class="picture"><img loading="lazy" alt="" width="110" height="80" \
                src="\(TaskRow.picture(of: task))"></td><td><a href="/tasks/\(task.id)">\(task.id) \(task.name.isEmpty
                    ? TaskRow.plainSMILES(task.smiles) : task.name)</a></td><td>\(Words.badge(task.status))</td>
                <td>\(TaskClock(task, now: now).text)</td><td>\(torsions[task.id]?.count ?? 0)</td>
                <td>\(mean(errors.map(\.0)))</td><td>\(mean(errors.map(\.1)))</td></tr>
                """
        }
        return ReportTables.table(
            ["", "task", "state", "time", "bonds", "mean RMSE before [kcal/mol]", "after"], rows)
    }

    private var drives: HTML {
        let rows = users.sorted { $0.tasks.count > $1.tasks.count }.map { user -> HTML in
            let tasks = Set(user.tasks).sorted().map { "<a href=\"/tasks/\($0)\">\($0)</a>" as HTML }
            return """
                <tr><td><code>\(user.course.fragment)</code></td>\
                <td>\(Words.bar(user.course.finished, of: user.course.total, "grid points"))</td>\
                <td>\(user.tasks.count)</td><td>\(tasks)</td></tr>
                """
        }
        return ReportTables.table(["fragment", "grid points", "bonds", "tasks"], rows)
    }
}
