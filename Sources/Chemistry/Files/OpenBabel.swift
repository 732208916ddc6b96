internal import Glibc

/// Conversion of other formats by Open Babel's program, where it is installed.
enum OpenBabel {
    /// The file as SD text.
    /// - Throws: ``ChemistryError`` of kind `unreadableFile` when `obabel` is not on PATH or cannot convert the file.
    static func sdf(from path: String, format: String) throws(ChemistryError) -> String {
        let safePath = path.hasPrefix("-") ? "./" + path : path
        guard let output = output(of: ["obabel", "-i\(format)", safePath, "-osdf"]) else {
            throw ChemistryError(
                .unreadableFile,
                "'\(path)' has the format '\(format)', which needs Open Babel: install it so that 'obabel' is on PATH, "
                    + "or save the molecule as SDF")
        }
        guard !output.isEmpty else {
            throw ChemistryError(.unreadableFile, "Open Babel finds no molecule of the format '\(format)' in '\(path)'")
        }
        return output
    }

    /// What a program found on PATH writes to its standard output; nil when it cannot be started.
    private static func output(of arguments: [String]) -> String? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        var words = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process = pid_t()
        let status = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
        close(ends[1])
        guard status == 0, let stream = fdopen(ends[0], "rb") else {
            close(ends[0])
            return nil
        }
        let bytes = TextFile.bytes(of: stream)
        fclose(stream)
        var code: Int32 = 0
        waitpid(process, &code, 0)
        return code == 0 ? String(decoding: bytes, as: UTF8.self) : ""
    }
}
