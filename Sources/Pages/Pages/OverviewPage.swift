public import Executor
public import Report

/// The list of tasks, a page at a time, beside what the machine does.
public struct OverviewPage: Sendable {
    /// What was asked for.
    public struct Choice: Sendable, Hashable {
        /// Only tasks in this state; nil for all.
        public var status: TaskStatus?
        /// Only tasks with this name, id or molecule; empty for all.
        public var text: String
        /// The 0-based page.
        public var page: Int

        /// A choice of tasks.
        public init(status: TaskStatus? = nil, text: String = "", page: Int = 0) {
            (self.status, self.text, self.page) = (status, text, page)
        }

        /// How many tasks a page has.
        public static let size = 50

        /// The choice as a query of the executor.
        ///
        /// - Parameter text: what is searched for, in the form in which the executor takes it.
        public func query(text: String) -> TaskQuery {
            TaskQuery(
                statuses: status.map { [$0] }, text: text, order: .newest, skip: page * Self.size, limit: Self.size)
        }
    }

    let status: ExecutorStatus
    let tasks: TaskPage
    let choice: Choice
    let visitor: PageFrame.Visitor
    let now: Double
    let notice: String?

    /// The page of a choice of tasks.
    public init(
        status: ExecutorStatus, tasks: TaskPage, choice: Choice, visitor: PageFrame.Visitor, now: Double,
        notice: String? = nil
    ) {
        (self.status, self.tasks, self.choice, self.visitor) = (status, tasks, choice, visitor)
        (self.now, self.notice) = (now, notice)
    }

    /// The page.
    public var html: HTML {
        let after = status.lastEvent.map { "/events?after=\($0)" }
        return PageFrame(title: "Tasks", visitor: visitor, events: after, period: 30).page(
            """
            <div class="overview">
            <section class="tasks" aria-label="Tasks">
            <h1>Tasks</h1>
            \(notice.map { "<p class=\"notice\" role=\"status\">\($0)</p>" as HTML } ?? .empty)
            \(filters)
            \(list)
            </section>
            \(MachinePanel(status: status).html)
            </div>
            """)
    }

    private var filters: HTML {
        let states = [nil] + TaskStatus.allCases.map(Optional.some)
        let tabs = states.map { state -> HTML in
            let count = state.map { status.tasks[$0.rawValue] ?? 0 } ?? status.tasks.values.reduce(0, +)
            let current: HTML = state == choice.status ? " aria-current=\"page\"" : .empty
            let link = link(Choice(status: state, text: choice.text))
            return "<a href=\"\(link)\"\(current)>\(state.map(Words.name) ?? "all") <b>\(count)</b></a>"
        }
        let kept: HTML =
            choice.status.map {
                "<input type=\"hidden\" name=\"status\" value=\"\($0.rawValue)\">"
            } ?? .empty
        return """
            <nav class="tabs" id="tabs" data-live aria-label="Tasks by state">\(tabs)</nav>
            <form class="search" role="search" method="get" action="/">\(kept)
            <label>Name, id or SMILES <input type="search" name="text" value="\(choice.text)"></label>
            <button>Find</button>
            </form>
            """
    }

    private var list: HTML {
        guard !tasks.tasks.isEmpty else {
            return """
                <div id="list" data-live><p class="empty">\(choice == Choice()
                    ? "There are no tasks yet." : "No task is like that.") <a href="/new">Submit a molecule</a></p></div>
                """
        }
        return """
            <form method="post" action="/tasks" id="list" data-live>\(visitor.field)
            <input type="hidden" name="back" value="\(link(choice))">
            <div class="actions" role="group" aria-label="Actions on the selected tasks">
            <button name="action" value="cancel" data-confirm="Cancel the selected tasks?">Cancel</button>
            <button name="action" value="retry">Retry</button>
            <span class="joined"><label>Priority <input type="number" name="priority" value="0" step="1"></label>
            <button name="action" value="priority">Set</button></span>
            <button name="action" value="series">Look at together</button>
            </div>
            <div class="scroll"><table class="list">
            <thead><tr><th><input type="checkbox" data-all="task" aria-label="select all tasks of this page"></th>
            <th scope="col">Molecule</th><th scope="col">Task</th><th scope="col">State</th><th scope="col">Progress</th>
            <th scope="col">Time</th><th scope="col">Priority</th></tr></thead>
            <tbody>
            \(tasks.tasks.map { TaskRow(task: $0, now: now).html })
            </tbody></table></div>
            \(pager)
            </form>
            """
    }

    private var pager: HTML {
        let pages = max(1, (tasks.total + Choice.size - 1) / Choice.size)
        func step(_ page: Int, _ name: String, _ relation: String) -> HTML {
            guard (0..<pages).contains(page) else { return "<span>\(name)</span>" }
            let target = Choice(status: choice.status, text: choice.text, page: page)
            return "<a href=\"\(link(target))\" rel=\"\(relation)\">\(name)</a>"
        }
        return """
            <nav class="pager" aria-label="Pages">\(step(choice.page - 1, "Newer", "prev"))
            <span>page \(choice.page + 1) of \(pages), \(Words.count(tasks.total, "task"))</span>
            \(step(choice.page + 1, "Older", "next"))</nav>
            """
    }

    private func link(_ choice: Choice) -> String {
        var items: [String] = []
        if let status = choice.status { items.append("status=" + status.rawValue) }
        if !choice.text.isEmpty { items.append("text=" + QueryText.encoded(choice.text)) }
        if choice.page > 0 { items.append("page=\(choice.page)") }
        return items.isEmpty ? "/" : "/?" + items.joined(separator: "&")
    }
}
