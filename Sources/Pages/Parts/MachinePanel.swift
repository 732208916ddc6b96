public import Executor
public import Report

/// What the machine does: cores, queue, workers, throughput.
struct MachinePanel {
    let status: ExecutorStatus

    var html: HTML {
        """
        <aside class="machine" id="machine" data-live aria-label="Machine">
        <h2>Machine</h2>
        \(problem)
        <dl><dt>Cores in use</dt><dd>\(Words.bar(status.coresInUse, of: status.cores, "cores in use"))</dd>
        <dt>Jobs in the last hour</dt><dd>\(status.jobsFinishedLastHour)</dd>
        <dt>Jobs since the start</dt><dd>\(status.jobsFinished)\(lost)</dd>
        <dt>Running for</dt><dd>\(Words.duration(status.uptime))</dd></dl>
        <h3>Queue</h3>
        \(queue)
        <h3>Workers</h3>
        <ul class="workers">\(status.workers.map(worker))</ul>
        \(cluster)
        <p><small>openff-bespoke \(status.version)</small></p>
        </aside>
        """
    }

    private var problem: HTML {
        status.storageProblem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" } ?? .empty
    }

    private var lost: HTML {
        status.attemptsLost == 0 ? .empty : " <small>(\(Words.count(status.attemptsLost, "attempt")) lost)</small>"
    }

    private var queue: HTML {
        let kinds = Set(status.readyJobs.keys).union(status.runningJobs.keys).sorted()
        guard !kinds.isEmpty else { return "<p class=\"empty\">Nothing is to be done.</p>" }
        let rows = kinds.map { kind -> HTML in
            """
            <tr><th scope="row">\(Self.words(kind))</th><td>\(status.runningJobs[kind] ?? 0)</td>\
            <td>\(status.readyJobs[kind] ?? 0)</td></tr>
            """
        }
        return """
            <table><thead><tr><th scope="col">Kind</th><th scope="col">running</th><th scope="col">ready</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    /// The pilots of a cluster, by what they do.
    private var cluster: HTML {
        guard let pilots = status.pilots else { return .empty }
        let states = Dictionary(grouping: pilots.pilots, by: \.state).mapValues(\.count).sorted { $0.key < $1.key }
        let text = states.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        let nodes = pilots.nodes.isEmpty ? "" : " on " + Words.count(pilots.nodes.count, "node")
        let problem: HTML = pilots.problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" } ?? .empty
        let reasons = Set(pilots.pilots.compactMap(\.reason)).sorted().map { "<li>\($0)</li>" as HTML }
        return """
            <h3>Pilots on the cluster</h3>\(problem)
            <p>\(text.isEmpty ? "none" : text)\(nodes)</p>
            \(reasons.isEmpty ? .empty : "<ul class=\"workers\">\(reasons)</ul>")
            """
    }

    private func worker(_ worker: ExecutorStatus.Worker) -> HTML {
        let place = worker.isRemote ? "heard of \(Words.duration(worker.secondsSinceContact)) ago" : "this machine"
        let jobs = worker.jobs.map { "<li>\(Self.words($0))</li>" as HTML }
        return """
            <li><b>\(worker.name)</b> <small>\(place)</small>\
            \(jobs.isEmpty ? "<small>idle</small>" : "<ul>\(jobs)</ul>")</li>
            """
    }

    /// `gridPoint of task 3` as `grid point of task 3`.
    private static func words(_ kind: String) -> String {
        kind.reduce(into: "") { text, character in
            text += character.isUppercase ? " " + character.lowercased() : character == "-" ? " " : String(character)
        }
    }
}
