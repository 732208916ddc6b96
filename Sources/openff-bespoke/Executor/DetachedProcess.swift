import Foundation
import Glibc

/// The same program in a session of its own: the end of the terminal does not reach it.
struct DetachedProcess {
    /// The process id.
    let pid: pid_t

    /// Starts the program with its input from nowhere and its output in a log file.
    init(arguments: [String], log: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, 0x80 /* POSIX_SPAWN_SETSID */)
        let words = ([CommandLine.arguments.first ?? "openff-bespoke"] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        Self.keepFilesFromChildren()
        var pid = pid_t()
        let code = posix_spawn(&pid, "/proc/self/exe", &actions, &attributes, words + [nil], environ)
        guard code == 0 else {
            throw HandledError("the executor could not be started: \(String(cString: strerror(code)))")
        }
        self.pid = pid
    }

    /// What this process has inherited is not handed on: who waits for its end would wait for the child's.
    private static func keepFilesFromChildren() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
            if let descriptor = Int32(name), descriptor > 2 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        }
    }

    /// Whether it has ended.
    var hasEnded: Bool {
        var status: Int32 = 0
        return waitpid(pid, &status, WNOHANG) != 0
    }
}
