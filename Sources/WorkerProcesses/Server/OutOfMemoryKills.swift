internal import Foundation
internal import Synchronization

/// Tells processes that the kernel killed for lack of memory from those that somebody else killed: both end with signal 9.
///
/// The kernel counts such kills for the control group that workers share with their server, and for the whole machine. A kill
/// of which another process of the group is the victim at the same moment can not be told apart.
/// - Source: Linux kernel documentation, cgroup-v2 (`memory.events`), cgroup-v1 (`memory.oom_control`), `/proc/vmstat`.
final class OutOfMemoryKills: Sendable {
    /// Those of this process's control group.
    static let own = OutOfMemoryKills(files: counters(groups: (try? text("/proc/self/cgroup")) ?? ""))

    private let files: [String]
    private let seen: Mutex<Int?>

    /// Looks at the first of some files that has a count, and remembers it.
    init(files: [String]) {
        self.files = files
        seen = Mutex(Self.count(files))
    }

    /// Whether the count has risen since the last look.
    func hasRisen() -> Bool {
        let count = Self.count(files)
        return seen.withLock { seen in
            defer { seen = count ?? seen }
            guard let count, let before = seen else { return false }
            return count > before
        }
    }

    /// Where the count of a process may stand, the narrowest first.
    ///
    /// - Parameter groups: the text of its `/proc/PID/cgroup`.
    static func counters(groups: String) -> [String] {
        let files = groups.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            let path = parts[2] == "/" ? "" : parts[2]
            if parts[1] == "memory" { return "/sys/fs/cgroup/memory\(path)/memory.oom_control" }
            return parts[0] == "0" && parts[1].isEmpty ? "/sys/fs/cgroup\(path)/memory.events" : nil
        }
        return files + ["/proc/vmstat"]
    }

    private static func count(_ files: [String]) -> Int? {
        for file in files {
            guard let lines = try? text(file).split(separator: "\n") else { continue }
            if let line = lines.first(where: { $0.hasPrefix("oom_kill ") }) { return Int(line.dropFirst(9)) }
        }
        return nil
    }

    private static func text(_ file: String) throws -> String { try String(contentsOfFile: file, encoding: .utf8) }
}
