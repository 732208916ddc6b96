internal import ElectronicStructure
internal import Glibc
internal import Synchronization

extension ChildProcess {
    /// Programs start one at a time, so that none inherits the pipes of another.
    private static let turn = Mutex(())

    /// Starts a program as the leader of a new process group, with pipes to its standard input and from its standard output.
    ///
    /// - Returns: the process, the pipe to write to and the pipe to read from.
    static func started(
        _ arguments: [String], _ environment: [String: String], in folder: String
    ) throws(ElectronicStructureError) -> (pid_t, Int32, Int32) {
        try turn.withLock { _ throws(ElectronicStructureError) in try start(arguments, environment, in: folder) }
    }

    private static func start(
        _ arguments: [String], _ environment: [String: String], in folder: String
    ) throws(ElectronicStructureError) -> (pid_t, Int32, Int32) {
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else {
            toChild.filter { $0 >= 0 }.forEach { _ = close($0) }
            throw ElectronicStructureError(.resource, "no pipe can be opened: \(String(cString: strerror(errno)))")
        }
        for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, folder + "/" + errorFile, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        var attributes = posix_spawnattr_t()
        prepare(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var process: pid_t = 0
        let entering = ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder] + arguments
        let failure = withCStrings(entering) { argv in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
                posix_spawn(&process, entering[0], &actions, &attributes, argv, envp)
            }
        }
        close(toChild[0])
        close(fromChild[1])
        guard failure == 0 else {
            close(toChild[1])
            close(fromChild[0])
            throw ElectronicStructureError(
                .resource, "\(arguments[0]) cannot be started: \(String(cString: strerror(failure)))")
        }
        return (process, toChild[1], fromChild[0])
    }

    /// A new process group, no blocked signal, and the default answer to every signal.
    private static func prepare(_ attributes: inout posix_spawnattr_t) {
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("an array with an element has an address") }
            return body(base)
        }
    }
}
