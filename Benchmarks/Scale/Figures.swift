internal import Foundation

/// What was measured in a run.
struct Figures {
    /// Jobs that were reported.
    var jobs = 0
    /// Tasks that ended.
    var finished = 0
    /// Nodes that disappeared.
    var failures = 0
    /// Core seconds that led to a report.
    var busy = 0.0
    /// Core seconds lost with nodes.
    var lost = 0.0
    /// Seconds in which the server did something.
    var serverBusy = 0.0
    /// The longest that an answer took [s].
    var longestWait = 0.0
    private var begins: [Int: Int] = [:]
    private(set) var lines: [String] = []
    private(set) var secondsPerTransition = 0.0

    /// Notes that a job begins, for the rate.
    mutating func begin(at time: Double) { begins[Int(time / 60), default: 0] += 1 }

    mutating func close(now: Double, slots: Int, costs: [Desk.Kind: Desk.Cost]) {
        let transitions = [Desk.Kind.lease, .complete].compactMap { costs[$0] }
        let seconds = transitions.map(\.seconds).reduce(0, +)
        secondsPerTransition = seconds / Double(max(1, transitions.map(\.calls).reduce(0, +)))
        let perJob = costs.values.map(\.seconds).reduce(0, +) / Double(max(1, jobs))
        lines = [
            "\(jobs) jobs of \(finished) tasks in \(Self.round(now / 3600, 2)) h of simulated time",
            "cores that compute: \(Self.round(100 * busy / (now * Double(slots)), 1)) % of all, over the whole run",
            "\(failures) nodes failed and took \(Self.round(100 * lost / max(busy, 1), 2)) % of the work with them",
            "server: \(Self.round(perJob * 1e6, 0)) µs of CPU a job to decide, busy \(Self.round(100 * serverBusy / now, 1)) % of the "
                + "time with writing; the slowest answer took \(Self.round(longestWait, 2)) s",
            "at most \((begins.values.max() ?? 0) / 60) jobs began a second, over a minute",
            "memory: \(Self.peakMegabytes) MB at most",
        ]
        for kind in Desk.Kind.allCases {
            guard let cost = costs[kind], cost.calls > 0 else { continue }
            lines.append(
                "\(kind.rawValue): \(cost.calls) times, \(Self.round(cost.seconds / Double(cost.calls) * 1e6, 0)) µs each, "
                    + "\(Self.round(cost.longest * 1e3, 1)) ms at most")
        }
    }

    private static func round(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

    private static var peakMegabytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int(usage.ru_maxrss) / 1024
    }
}
