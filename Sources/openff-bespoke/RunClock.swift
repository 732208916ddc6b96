import Executor
import Foundation

/// The time and memory that a run took.
struct RunClock {
    private let start = ContinuousClock.now

    /// One line: wall time, CPU time of this process and its workers, of it inside xtb, that of other programs, and peak memory.
    ///
    /// - Parameter costs: what the jobs took in worker processes, which have ended; nil where there were none, so that all
    ///   children of this process were other programs.
    func text(costs: [JobCost]?) -> String {
        let wall = seconds(ContinuousClock.now - start)
        let own = usage(__rusage_who_t(RUSAGE_SELF.rawValue))
        let workers = usage(__rusage_who_t(RUSAGE_CHILDREN.rawValue))
        let jobs = costs?.reduce(into: JobCost()) { $0 += $1 } ?? JobCost(programs: workers.cpu)
        return String(
            format: "time: %.1f s wall, %.2f s CPU, of it %.2f s in xtb; other programs %.1f s; peak memory %d MB",
            wall,
            own.cpu + max(0, workers.cpu - jobs.programs), jobs.engine, jobs.programs, max(own.memory, workers.memory))
    }

    private func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    private func usage(_ who: __rusage_who_t) -> (cpu: Double, memory: Int) {
        var usage = rusage()
        getrusage(who, &usage)
        let cpu = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) * 1e-6 }.reduce(0, +)
        return (cpu, usage.ru_maxrss / 1024)
    }
}
