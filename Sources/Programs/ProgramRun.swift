public import Foundation
internal import Subprocess
internal import SystemPackage

/// How a run of a program ended.
public enum ProgramRun: Sendable, Equatable {
    /// It ended by itself.
    case exited(succeeded: Bool, output: String, errorOutput: String)
    /// It could not be started, or its output could not be read; the words say why.
    case unusable(String)
    /// It exceeded its time and was killed.
    case tooLate

    /// Runs a program to its end.
    ///
    /// The program leads a process group of its own, so that whatever it has started is killed with it, when it takes too
    /// long or when the task is cancelled.
    ///
    /// - Parameters:
    ///   - program: its path, or its name where it is on `PATH`.
    ///   - folder: where it runs; nil for the current folder.
    ///   - environment: what is changed in its environment; nil takes a variable away.
    ///   - limit: how long it may run.
    /// - Throws: `CancellationError` when the task is cancelled; the program is gone then.
    public static func of(
        _ program: String, _ arguments: [String], in folder: URL? = nil, environment: [String: String?] = [:],
        limit: Duration
    ) async throws -> ProgramRun {
        let ending = try await withThrowingTaskGroup(of: ProgramRun.self) { group in
            group.addTask { try await exit(of: program, arguments, in: folder, environment) }
            group.addTask {
                try await Task.sleep(for: limit)
                return .tooLate
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .tooLate
        }
        try Task.checkCancellation()
        return ending
    }

    private static func exit(
        of program: String, _ arguments: [String], in folder: URL?, _ environment: [String: String?]
    ) async throws -> ProgramRun {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
        let changes = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        do {
            let result = try await Subprocess.run(
                program.contains("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(arguments),
                environment: .inherit.updating(Dictionary(uniqueKeysWithValues: changes)),
                workingDirectory: folder.map { FilePath($0.path) }, platformOptions: options,
                output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
            return .exited(
                succeeded: result.terminationStatus.isSuccess, output: result.standardOutput,
                errorOutput: result.standardError)
        } catch let error as SubprocessError {
            return .unusable("\(error)")
        }
    }
}
