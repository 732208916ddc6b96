import Foundation

/// The time and memory that a run took.
struct RunClock {
    private let start = ContinuousClock.now

    /// One line: wall time, CPU time of this process and of AmberTools, and peak memory.
    func text(engineSeconds: Double) -> String {
        let wall = seconds(ContinuousClock.now - start)
        let own = usage(__rusage_who_t(RUSAGE_SELF.rawValue))
        let children = usage(__rusage_who_t(RUSAGE_CHILDREN.rawValue))
        return String(
            format: "time: %.1f s wall, %.2f s CPU, of it %.2f s in xtb; AmberTools %.1f s; peak memory %d MB", wall,
            own.cpu, engineSeconds, children.cpu, own.memory)
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
