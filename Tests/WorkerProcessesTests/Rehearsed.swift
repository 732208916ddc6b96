import Foundation
import Glibc
import WorkerProcesses

/// A folder with rehearsed workers.
struct Rehearsed {
    let folder = FileManager.default.temporaryDirectory.appending(path: "openff-bespoke-test-" + UUID().uuidString)
        .resolvingSymlinksInPath()

    static let file = Bundle.main.bundleURL.appending(path: "rehearsed-worker").path

    static func program(_ settings: [String: String] = [:]) -> WorkerProgram {
        WorkerProgram(path: file, arguments: ["worker"], settings: settings)
    }

    var log: String { folder.appending(path: "log").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func worker(_ settings: [String: String] = [:]) throws(WorkerCrash) -> WorkerProcess {
        try WorkerProcess(Self.program(settings), folder: work, log: log)
    }

    var work: String { folder.appending(path: "work").path }

    func pool(_ size: Int, _ limits: WorkerLimits = WorkerLimits(), program: WorkerProgram = program()) -> WorkerPool {
        WorkerPool(program, size: size, folder: folder.path, limits: limits)
    }

    /// A job that ends with ``release()``.
    var held: String { "await " + folder.appending(path: "go").path }

    func release() throws { try Data().write(to: folder.appending(path: "go")) }

    func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// A server process of its own, which does jobs; what it prints goes to the file `server`.
    func server(_ jobs: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.file)
        process.arguments = ["server", folder.path] + jobs
        let output = folder.appending(path: "server")
        try Data().write(to: output)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        return process
    }
}

extension WorkerProcess {
    func run(_ job: String, deadline: Duration? = nil) async -> WorkerOutcome {
        await run(Array(job.utf8), deadline: deadline)
    }
}

extension WorkerPool {
    func run(_ job: String, deadline: Duration? = nil) async -> WorkerOutcome {
        await run(Array(job.utf8), deadline: deadline)
    }

    /// Runs a job and the first words of its progress.
    nonisolated func words(_ job: String, _ count: Int) -> (
        task: Task<WorkerOutcome, Never>, words: Task<[String], Never>
    ) {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        let task = Task {
            await run(Array(job.utf8)) { continuation.yield(String(decoding: $0, as: UTF8.self)) }
        }
        let words = Task {
            var words: [String] = []
            for await word in stream.prefix(count) { words.append(word) }
            return words
        }
        return (task, words)
    }
}

extension WorkerOutcome {
    /// The answer as text.
    var text: String? {
        if case .answered(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
    }

    var crash: WorkerCrash? {
        if case .crashed(let crash) = self { crash } else { nil }
    }
}

/// The processes of a session that are alive.
func members(ofSession session: Int32) throws -> [Int32] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { id in
        let fields = status("/proc/\(id)")
        return fields.count > 3 && fields[0] != "Z" && fields[0] != "X" && fields[3] == "\(session)"
    }
}

/// Whether a process has been stopped, by SIGSTOP, in all its threads.
func areStopped(threadsOf id: Int32) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task").allSatisfy { thread in
        status("/proc/\(id)/task/\(thread)").first == "T"
    }
}

/// The state of a process or thread, and the ids of its parent, group and session; empty when it is gone.
private func status(_ folder: String) -> [Substring] {
    let text = (try? String(contentsOfFile: folder + "/stat", encoding: .utf8)) ?? ""
    return text.split(separator: ")").last?.split(separator: " ") ?? []
}

/// Waits for something to become true, ten seconds at most: a busy kernel takes a moment.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
    for _ in 0..<1000 {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}
