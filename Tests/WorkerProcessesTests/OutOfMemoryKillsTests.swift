import Foundation
import Testing

@testable import WorkerProcesses

@Suite("Kills for lack of memory")
struct OutOfMemoryKillsTests {
    @Test("are known by the kernel's count, each once")
    func risen() throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let file = rehearsed.folder.appending(path: "memory.events").path
        func write(_ count: Int) throws {
            try "low 0\noom \(count + 3)\noom_kill \(count)\noom_group_kill 9\n".write(
                toFile: file, atomically: true, encoding: .utf8)
        }
        try write(2)
        let kills = OutOfMemoryKills(files: [file + " of nobody", file])
        #expect(!kills.hasRisen())
        try write(3)
        let ending = WorkerState.Ending(status: 9, printed: "")
        #expect(ending.cause(kills) == .outOfMemory)
        #expect(ending.cause(kills) == .signal(9))
        try write(4)
        #expect(WorkerState.Ending(status: 11, printed: "").cause(kills) == .signal(11))
        #expect(WorkerState.Ending(status: 3 << 8, printed: "").cause(kills) == .exit(3))
    }

    @Test("stand in the control group's own file, of either version, and else in the machine's")
    func files() {
        #expect(OutOfMemoryKills.counters(groups: "0::/\n") == ["/sys/fs/cgroup/memory.events", "/proc/vmstat"])
        let old = OutOfMemoryKills.counters(groups: "9:cpu,cpuacct:/\n4:memory:/a/b:c\n0::/\n")
        #expect(
            old == ["/sys/fs/cgroup/memory/a/b:c/memory.oom_control", "/sys/fs/cgroup/memory.events", "/proc/vmstat"])
        #expect(!OutOfMemoryKills(files: []).hasRisen())
    }
}
