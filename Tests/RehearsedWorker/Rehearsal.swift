import Foundation
import Glibc
import WorkerProcesses

/// The jobs of a rehearsed worker: a word and what it applies to.
struct Rehearsal {
    private let progress: WorkerProgress

    init(_ progress: WorkerProgress) { self.progress = progress }

    func answer(to job: [UInt8]) async -> [UInt8] {
        let space = job.firstIndex(of: 32) ?? job.endIndex
        let rest = job[space...].dropFirst()
        let text = String(decoding: rest, as: UTF8.self)
        switch String(decoding: job[..<space], as: UTF8.self) {
        case "echo": return Array(rest)
        case "id": return Array(String(getpid()).utf8)
        case "variable": return Array((ProcessInfo.processInfo.environment[text] ?? "").utf8)
        case "folder": return Array(FileManager.default.currentDirectoryPath.utf8)
        case "input": return Array(FileHandle.standardInput.readDataToEndOfFile())
        case "steps": return steps(Int(text) ?? 0)
        case "print": return printed(text)
        case "flood": return flood(Int(text) ?? 0)
        case "exit": exit(Int32(text) ?? 0)
        case "nonsense": return nonsense()
        case "allocate": return allocate(Int(text) ?? 0)
        default: return await unending(job, text)
        }
    }

    private func unending(_ job: [UInt8], _ text: String) async -> [UInt8] {
        progress.report(Array(String(getpid()).utf8))
        switch String(decoding: job, as: UTF8.self).prefix(while: { $0 != " " }) {
        case "family": startFamily()
        case "breed": breed()
        case "crash":
            startFamily()
            raise(SIGSEGV)
        case "await": while !FileManager.default.fileExists(atPath: text) { usleep(1000) }
        default: break
        }
        while job.first != UInt8(ascii: "a") {}
        return []
    }

    private func steps(_ count: Int) -> [UInt8] {
        for step in 0..<count { progress.report(Array(String(step).utf8)) }
        return Array("done".utf8)
    }

    private func printed(_ text: String) -> [UInt8] {
        print(text)
        FileHandle.standardOutput.write(Data("raw ".utf8) + Data(text.utf8) + Data([10]))
        return []
    }

    private func flood(_ bytes: Int) -> [UInt8] {
        let line = [UInt8](repeating: 120, count: 1023) + [10]
        for _ in 0..<bytes / 1024 { write(2, line, line.count) }
        return []
    }

    private func nonsense() -> [UInt8] {
        for descriptor in Int32(3)..<16 { write(descriptor, "what is this", 12) }
        while true {}
    }

    /// Memory [MiB] that is touched and never returned.
    private func allocate(_ size: Int) -> [UInt8] {
        let memory = malloc(size << 20)
        if let memory { memset(memory, 1, size << 20) }
        return [memory == nil ? 0 : 1]
    }

    /// A program in a process group of its own, like those of AmberTools, with a child.
    private func startFamily() {
        let script = "sleep 600 & echo $! > child.new; mv child.new child; wait"
        start("/bin/sh", ["-c", script])
        while !FileManager.default.fileExists(atPath: "child") { usleep(1000) }
        progress.report(Array("family".utf8))
    }

    /// Starts one program after the other; a few are alive at a time.
    private func breed() {
        var alive = [start("/bin/sleep", ["600"])]
        progress.report(Array("breeding".utf8))
        while true {
            alive.append(start("/bin/sleep", ["600"]))
            if alive.count < 10 { continue }
            kill(alive[0], SIGKILL)
            waitpid(alive.removeFirst(), nil, 0)
        }
    }

    @discardableResult
    private func start(_ path: String, _ arguments: [String]) -> pid_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var texts = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for text in texts { free(text) } }
        var id: pid_t = 0
        posix_spawn(&id, path, nil, &attributes, &texts, environ)
        return id
    }
}
