internal import Foundation
internal import Glibc

/// CPU time of this process and of the programs that it has started [s].
enum ProcessTime {
    /// Of this process.
    static var own: Double { used(RUSAGE_SELF) }

    /// Of the programs that it has started: those that have ended, and those that run on from job to job.
    static var programs: Double { used(RUSAGE_CHILDREN) + running.reduce(0) { $0 + seconds(of: $1) } }

    private static func used(_ who: __rusage_who) -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(who.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) * 1e-6 }.reduce(0, +)
    }

    /// The children of all threads that have not ended.
    static var running: [Int32] {
        var nobody = siginfo_t()
        guard waitid(P_ALL, 0, &nobody, WEXITED | WNOHANG | WNOWAIT) == 0 else { return [] }
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return threads.flatMap { thread in
            let list = (try? String(contentsOfFile: "/proc/self/task/\(thread)/children", encoding: .utf8)) ?? ""
            return list.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
        }
    }

    /// What a process and its ended children have used: fields 14 to 17 of its `stat`; field 2 may hold any character.
    ///
    /// - Source: proc(5).
    static func seconds(of process: Int32) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        let fields = text[(text.lastIndex(of: ")") ?? text.endIndex)...].split(separator: " ").dropFirst()
        guard fields.count > 14 else { return 0 }
        let ticks = fields.dropFirst(11).prefix(4).compactMap { Double($0) }.reduce(0, +)
        return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
