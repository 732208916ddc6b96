internal import Foundation
internal import Programs

extension AmberTools {
    /// Runs one program to its end.
    ///
    /// - Throws: ``AmberToolsError`` when the program fails or exceeds ``timeLimit``, `CancellationError` when the task
    ///   is cancelled; the program, and what it has started (`antechamber` starts `sqm`), is gone in each case.
    func run(_ program: String, _ arguments: [String], in folder: URL, molecule: String) async throws {
        let ending = try await ProgramRun.of(
            programs + "/" + program, arguments, in: folder,
            environment: ["OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"], limit: timeLimit)
        switch ending {
        case .tooLate: throw AmberToolsError.tooSlow(program, molecule: molecule, limit: timeLimit)
        case .exited(succeeded: true, _, _): return
        case .exited(succeeded: false, let output, let errorOutput):
            throw AmberToolsError.failed(program, molecule: molecule, output: output + "\n" + errorOutput)
        case .unusable(let why): throw AmberToolsError.failed(program, molecule: molecule, output: why)
        }
    }
}
