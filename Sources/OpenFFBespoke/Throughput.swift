internal import Executor

/// What an executor has finished since its start.
struct Throughput {
    private(set) var finished = 0
    var lost = 0
    private(set) var costs: [String: JobCost] = [:]
    private var times: [Double] = []

    /// Counts a finished job.
    mutating func count(_ kind: String, cost: JobCost, now: Double) {
        finished += 1
        costs[kind, default: JobCost()] += cost
        times.append(now)
        if times.count > 200_000 { times.removeFirst(100_000) }
    }

    /// Jobs of the last hour.
    mutating func lastHour(now: Double) -> Int {
        if let first = times.firstIndex(where: { $0 > now - 3600 }) {
            times.removeFirst(first)
        } else {
            times = []
        }
        return times.count
    }
}
