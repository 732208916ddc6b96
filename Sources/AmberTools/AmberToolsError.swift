internal import Foundation

/// A charge or bond-order calculation that AmberTools could not make.
public struct AmberToolsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a caller can do about it.
    public enum Code: Sendable, Equatable {
        /// The programs are not installed.
        case notInstalled
        /// A program ended with an error: the input is at fault, or AM1 did not converge.
        case failed
        /// A program ran for longer than it may.
        case tooSlow
        /// A program wrote something that is not understood.
        case unreadableOutput
    }

    /// What a caller can do about it.
    public let code: Code
    /// What was wrong, where, and what the user can do.
    public let description: String

    static func notInstalled(searched: [String]) -> AmberToolsError {
        AmberToolsError(
            code: .notInstalled,
            description: """
                AM1-BCC charges and AM1 bond orders need the AmberTools programs antechamber and sqm, which were not found in \
                \(searched.joined(separator: ", ")) or on PATH; run `make setup`, or install AmberTools and set AMBERHOME
                """)
    }

    static func failed(_ program: String, molecule: String, output: String) -> AmberToolsError {
        let tail = output.split(separator: "\n").suffix(4).joined(separator: " | ")
        return AmberToolsError(
            code: .failed, description: "\(program) failed for \(molecule): \(tail.isEmpty ? "no output" : tail)")
    }

    static func tooSlow(_ program: String, molecule: String, limit: Duration) -> AmberToolsError {
        AmberToolsError(
            code: .tooSlow,
            description: """
                \(program) was ended for \(molecule): it ran for longer than \(limit.formatted()); AM1 may not converge \
                for this molecule, use a force field with NAGL charges or the Pfizer scheme of fragmentation
                """)
    }
}
