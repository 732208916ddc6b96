internal import CProcess
internal import Foundation

/// A program that was started, with our ends of what connects us to it.
struct StartedProgram {
    let id: Int32
    let channel: Int32
    let printed: Int32

    /// Starts a program in a folder, which is also its place for temporary files.
    ///
    /// - Throws: a ``WorkerCrash`` that says why it could not be started.
    init(_ program: WorkerProgram, folder: String) throws(WorkerCrash) {
        let name = program.path == WorkerProgram.running ? CommandLine.arguments.first ?? program.path : program.path
        let variables = program.environment.merging(["TMPDIR": folder]) { $1 }.map { "\($0.key)=\($0.value)" }
        var arguments = ([name] + program.arguments).map { strdup($0) } + [nil]
        var environment = variables.map { strdup($0) } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var started = started_program()
        let error = start_program(program.path, &arguments, &environment, folder, &started)
        guard error == 0 else {
            let reason = "\(program.path) in \(folder): \(String(cString: strerror(error)))"
            throw WorkerCrash(cause: .notStarted(reason), printed: "")
        }
        (id, channel, printed) = (started.id, started.channel, started.printed)
    }
}
