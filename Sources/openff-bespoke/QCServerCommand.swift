import ArgumentParser
import QCPrograms

/// Answers single points of libxtb line by line; started by this program for methods that need a process of their own.
struct QCServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qc-server", abstract: "Answer single points of libxtb line by line.", shouldDisplay: false)

    func run() throws {
        var server = try XTBLineServer()
        server.serve()
    }
}
