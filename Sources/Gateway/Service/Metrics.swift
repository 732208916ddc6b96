internal import Executor

/// An executor's figures in the text format of Prometheus.
struct Metrics {
    /// The media type of the format, version 0.0.4.
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    let status: ExecutorStatus

    /// The figures, one a line, each kind with its meaning.
    var text: String {
        [
            gauge("cores", "Cores of the budget.", [("", status.cores)]),
            gauge("cores_in_use", "Cores that jobs use now.", [("", status.coresInUse)]),
            gauge("tasks", "Tasks by state.", labelled("status", status.tasks)),
            gauge("jobs_ready", "Jobs that could run now, by kind.", labelled("kind", status.readyJobs)),
            gauge("jobs_running", "Jobs that run now, by kind.", labelled("kind", status.runningJobs)),
            gauge("workers", "Workers.", workers),
            gauge("uptime_seconds", "How long the executor has been running.", [("", status.uptime)]),
            gauge("storage_problem", "1 when the storage has a problem.", [("", status.storageProblem == nil ? 0 : 1)]),
            counter("jobs_finished_total", "Jobs finished since the start.", [("", status.jobsFinished)]),
            counter("attempts_lost_total", "Attempts lost since the start.", [("", status.attemptsLost)]),
            counter(
                "job_cpu_seconds_total", "CPU seconds of finished jobs since the start, by kind.",
                labelled("kind", status.costs.mapValues(\.total))),
        ].joined() + (status.pilots.map(text(of:)) ?? "")
    }

    private func text(of pilots: PilotStatus) -> String {
        let states = Dictionary(grouping: pilots.pilots, by: \.state).mapValues(\.count)
        let waiting = pilots.pilots.filter { $0.state == "waiting" }.map(\.waited).max() ?? 0
        return [
            gauge("pilots", "Pilots that wait or run, by state.", labelled("state", states)),
            gauge("pilot_nodes", "Nodes that pilots run on.", [("", pilots.nodes.count)]),
            gauge("pilot_longest_wait_seconds", "How long the oldest waiting pilot has waited.", [("", waiting)]),
            gauge("pilot_jobs_too_long", "Jobs shown to take longer than a pilot runs.", [("", pilots.jobsTooLong)]),
            gauge(
                "pilot_problem", "1 when the cluster refuses or does not answer.", [("", pilots.problem == nil ? 0 : 1)]
            ),
            counter("pilots_started_total", "Pilots that began to run since the start.", [("", pilots.started)]),
            counter("pilot_wait_seconds_total", "How long those had waited.", [("", pilots.waitedSeconds)]),
            counter("pilots_ended_total", "Pilots that ended since the start, by how.", labelled("how", pilots.ended)),
        ].joined()
    }

    private var workers: [(String, Int)] {
        let remote = status.workers.count(where: \.isRemote)
        return [("{place=\"here\"}", status.workers.count - remote), ("{place=\"elsewhere\"}", remote)]
    }

    private func labelled<Value>(_ label: String, _ values: [String: Value]) -> [(String, Value)] {
        values.sorted { $0.key < $1.key }.map { ("{\(label)=\"\($0.key)\"}", $0.value) }
    }

    private func gauge(_ name: String, _ meaning: String, _ values: [(String, some Any)]) -> String {
        lines(name, "gauge", meaning, values)
    }

    private func counter(_ name: String, _ meaning: String, _ values: [(String, some Any)]) -> String {
        lines(name, "counter", meaning, values)
    }

    private func lines(_ name: String, _ type: String, _ meaning: String, _ values: [(String, some Any)]) -> String {
        let full = "openff_bespoke_" + name
        let samples = values.map { "\(full)\($0.0) \($0.1)\n" }.joined()
        return "# HELP \(full) \(meaning)\n# TYPE \(full) \(type)\n\(samples)"
    }
}
