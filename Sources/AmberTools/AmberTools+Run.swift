internal import Foundation
internal import Subprocess
internal import SystemPackage

extension AmberTools {
    private enum Ending {
        case exited(succeeded: Bool, output: String)
        case tooLate
    }

    /// Runs one program to its end.
    ///
    /// The program leads a process group of its own, so that whatever it has started (`antechamber` starts `sqm`) is
    /// killed with it.
    ///
    /// - Throws: ``AmberToolsError`` when the program fails or exceeds ``timeLimit``, `CancellationError` when the task
    ///   is cancelled; the program is gone in each case.
    func run(_ program: String, _ arguments: [String], in folder: URL, molecule: String) async throws {
        let ending = try await withThrowingTaskGroup(of: Ending.self) { group in
            group.addTask { try await exit(of: program, arguments, in: folder) }
            group.addTask {
                try await Task.sleep(for: timeLimit)
                return .tooLate
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .tooLate
        }
        try Task.checkCancellation()
        switch ending {
        case .tooLate: throw AmberToolsError.tooSlow(program, molecule: molecule, limit: timeLimit)
        case .exited(succeeded: true, _): return
        case .exited(succeeded: false, let output):
            throw AmberToolsError.failed(program, molecule: molecule, output: output)
        }
    }

    private func exit(of program: String, _ arguments: [String], in folder: URL) async throws -> Ending {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
        do {
            let result = try await Subprocess.run(
                .path(FilePath(programs + "/" + program)), arguments: Arguments(arguments),
                environment: .inherit.updating(["OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"]),
                workingDirectory: FilePath(folder.path), platformOptions: options, output: .string(limit: 1 << 20),
                error: .combinedWithOutput)
            return .exited(succeeded: result.terminationStatus.isSuccess, output: result.standardOutput ?? "")
        } catch let error as SubprocessError {
            return .exited(succeeded: false, output: "\(error)")
        }
    }
}
