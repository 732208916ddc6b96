internal import Chemistry
public import Executor
public import Report
public import Workflow

/// One task: its molecule with each rotatable bond coloured by its state, each bond's profile, and what came of it.
public struct TaskDetailPage: Sendable {
    let task: TaskView
    let torsions: [TorsionCourse]
    let report: BespokeReport?
    let events: [ExecutorEvent]
    let status: ExecutorStatus
    let visitor: PageFrame.Visitor
    let now: Double
    let notice: String?

    /// The page of a task, from all that is known of it.
    ///
    /// - Parameter events: what happened to it last, the oldest first.
    public init(
        task: TaskView, torsions: [TorsionCourse], report: BespokeReport?, events: [ExecutorEvent],
        status: ExecutorStatus, visitor: PageFrame.Visitor, now: Double, notice: String? = nil
    ) {
        (self.task, self.torsions, self.report, self.events) = (task, torsions, report, events)
        (self.status, self.visitor, self.now, self.notice) = (status, visitor, now, notice)
    }

    private var molecule: Molecule? { try? Molecule(mappedSMILES: task.smiles, allowUndefinedStereo: true) }

    /// The page.
    public var html: HTML {
        let feed = status.lastEvent.map { "/events?task=\(task.id)&after=\($0)" }
        let smiles = TaskRow.plainSMILES(task.smiles)
        let name = task.name.isEmpty ? "Task \(task.id)" : "\(task.name)"
        return PageFrame(
            title: name, visitor: visitor, events: feed, period: task.status.isFinished ? nil : 20
        ).page(
            """
            <p class="path"><a href="/">Tasks</a> › \(task.id)</p>
            <h1>\(name)</h1>
            <p class="smiles"><code>\(smiles)</code></p>
            \(notice.map { "<p class=\"notice\" role=\"status\">\($0)</p>" as HTML } ?? .empty)
            <div class="head">
            \(state)
            \(figure)
            </div>
            \(problems)
            <h2>Rotatable bonds</h2>
            \(cards)
            \(results)
            \(log)
            """)
    }

    private var state: HTML {
        """
        <section class="state" aria-label="State">
        <div id="state" data-live><p class="large">\(Words.badge(task.status)) \(TaskClock(task, now: now).text)</p>
        <p role="status" aria-live="polite" class="summary">\(task.detail.progress)</p>
        \(StageList(detail: task.detail).html)
        <dl><dt>Submitted</dt><dd>\(Words.moment(task.submitted))</dd>
        \(task.began.map { "<dt>Began</dt><dd>\(Words.moment($0))</dd>" as HTML } ?? .empty)
        \(task.finished.map { "<dt>Ended</dt><dd>\(Words.moment($0))</dd>" as HTML } ?? .empty)
        <dt>Priority</dt><dd>\(task.priority)</dd></dl></div>
        \(TaskActions(task: task, visitor: visitor).html)
        \(downloads)
        </section>
        """
    }

    private var downloads: HTML {
        let here = "/tasks/\(task.id)"
        var links: [HTML] = []
        if task.status == .success {
            links.append("<a download href=\"\(here)/force-field.offxml\">Force field (OFFXML)</a>")
        }
        links.append("<a download href=\"\(here)/results.json\">Results (JSON)</a>")
        if torsions.contains(where: { $0.scan != nil }) {
            links.append("<a download href=\"\(here)/scans.sdf\">Geometries of the scans (SDF)</a>")
        }
        if report != nil { links.append("<a download href=\"\(here)/report.html\">Report (HTML)</a>") }
        links.append("<a download href=\"\(here)/log.txt\">Log</a>")
        let items = links.map { "<li>\($0)</li>" as HTML }
        return "<ul class=\"downloads\" id=\"downloads\" data-live aria-label=\"Downloads\">\(items)</ul>"
    }

    private var figure: HTML {
        let used = TorsionCourse.State.allCases.filter { state in torsions.contains { $0.state == state } }
        let legend = used.map { state -> HTML in
            """
            <li class="bond-\(state.rawValue)"><span class="swatch"></span>\(Words.name(state)) \
            <small>\(Words.meaning(state))</small></li>
            """
        }
        let hint: HTML = torsions.isEmpty ? .empty : "<small>Select a bond to see its profile.</small>"
        return """
            <figure class="molecule" id="molecule" data-live>
            \(drawing?.inline ?? "<p>The molecule cannot be drawn.</p>")
            <figcaption><ul class="legend">\(legend)</ul>\(hint)</figcaption>
            </figure>
            """
    }

    private var drawing: StructureDrawing? {
        guard let molecule, var drawing = try? StructureDrawing(molecule, label: TaskRow.plainSMILES(task.smiles))
        else { return nil }
        drawing.marks = torsions.enumerated().map { index, torsion in
            StructureDrawing.Mark(
                atoms: torsion.bond, style: "bond-\(torsion.state.rawValue)",
                label: "bond \(torsion.name): \(Words.name(torsion.state))", link: "#torsion-\(index)")
        }
        return drawing
    }

    private var problems: HTML {
        let failures = task.detail.stages.compactMap { stage in
            stage.failure.map { "<li>\(Words.stage(stage.type)): \($0.message)</li>" as HTML }
        }
        let failed: HTML =
            failures.isEmpty ? .empty : "<h2>Why it failed</h2><ul class=\"problem\">\(failures)</ul>"
        let warned: HTML =
            task.detail.warnings.isEmpty
            ? .empty : "<h2>Warnings</h2>\(ReportTables.warningList(task.detail.warnings))"
        return "<section id=\"problems\" data-live aria-label=\"Problems\">\(failed)\(warned)</section>"
    }

    private var cards: HTML {
        guard !torsions.isEmpty else {
            return "<div id=\"cards\" data-live><p class=\"empty\">No rotatable bond is to be fitted.</p></div>"
        }
        let molecule = molecule
        return """
            <div class="cards">
            \(torsions.enumerated().map { index, torsion in
                TorsionCard(task: task.id, index: index, torsion: torsion, report: report, molecule: molecule).html
            })
            </div>
            """
    }

    private var results: HTML {
        guard let report else { return "<div id=\"results\" data-live></div>" }
        let tables = ReportTables(report)
        return """
            <div id="results" data-live>
            <h2>How good it is</h2><p>\(tables.verdict)</p>
            \(tables.torsions)
            <h2>Fitted parameters</h2>
            \(tables.parameters)
            <details><summary>Objective by iteration</summary>\(tables.objective)</details>
            </div>
            """
    }

    private var log: HTML {
        let lines = events.reversed().map { event -> HTML in
            "<li>\(Words.moment(event.time)) <b>\(event.kind.rawValue)</b> \(event.message)</li>"
        }
        return """
            <details class="log"><summary>Log</summary><ol id="log" data-live reversed>\(lines)</ol></details>
            """
    }
}
