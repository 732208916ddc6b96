import ArgumentParser
import Foundation

/// Every way in which a run of the program can end, and its exit status.
enum Ending {
    /// Help, a version, or a usage error: what the argument parser has to say.
    case message(text: String, status: Int32)
    /// An error that has been handled: one line, exit status 2.
    case handled(String)
    /// A run that failed and has said so already.
    case failed(status: Int32)

    init(_ error: any Error) {
        switch error {
        case let error as HandledError: self = .handled(error.description)
        case let code as ExitCode:
            self = code == .success ? .message(text: "", status: 0) : .failed(status: code.rawValue)
        default:
            let code = OpenFFBespoke.exitCode(for: error)
            let isParserError = code == .success || code == .validationFailure
            self =
                isParserError
                ? .message(text: OpenFFBespoke.fullMessage(for: error), status: code == .success ? 0 : 2)
                : .handled("\(error)")
        }
    }

    /// Prints what is left to say and ends the process.
    func exit() async -> Never {
        switch self {
        case .message(let text, let status):
            if !text.isEmpty {
                let handle = status == 0 ? FileHandle.standardOutput : FileHandle.standardError
                try? handle.write(contentsOf: Data((text + "\n").utf8))
            }
            Foundation.exit(status)
        case .handled(let text):
            await Console().print(.error, text)
            Foundation.exit(2)
        case .failed(let status): Foundation.exit(status)
        }
    }
}

/// An error with a sentence for the user; the program ends with exit status 2.
struct HandledError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
