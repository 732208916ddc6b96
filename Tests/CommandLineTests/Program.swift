import Foundation

/// The built program, run as a user would run it.
struct Program {
    /// A finished run.
    struct Run {
        let status: Int32
        let output: String
        let errorOutput: String
    }

    /// The folder in which runs take place, empty at first.
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "openff-bespoke-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Runs the program with arguments and waits for its end.
    func run(_ arguments: [String], environment: [String: String]? = nil) throws -> Run {
        let process = try start(arguments, environment: environment)
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus,
            output: try String(contentsOf: folder.appending(path: "stdout"), encoding: .utf8),
            errorOutput: try String(contentsOf: folder.appending(path: "stderr"), encoding: .utf8))
    }

    /// Starts the program with arguments; it writes to the files `stdout` and `stderr` of the folder.
    func start(_ arguments: [String], environment: [String: String]? = nil) throws -> Process {
        let process = Process()
        if let environment { process.environment = environment }
        process.executableURL = Bundle.main.bundleURL.appending(path: "openff-bespoke")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let (output, error) = (folder.appending(path: "stdout"), folder.appending(path: "stderr"))
        for file in [output, error] { FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: error)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// The names of the files that runs left, apart from what they printed.
    func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "stdout" && $0 != "stderr" }
            .sorted()
    }

    /// A file written for a run.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }
}
