import Chemistry
import Executor
import Foundation
import Fragmentation
import OpenFFBespoke
import SMIRNOFF
import TestSupport
import Testing
import Workflow

/// Real executors with real worker processes; the molecules are small.
@Suite("Executor", .serialized)
struct ExecutorTests {
    /// The program beside the tests, which is run as worker processes.
    private static let program = TestData.packageRoot.appendingPathComponent(".build/debug/openff-bespoke").path

    private static func options(_ directory: String? = nil) -> ExecutorOptions {
        var options = ExecutorOptions(directory: directory)
        options.program = program
        options.cores = 2
        return options
    }

    private static func schema(_ smiles: String, spacing: Int = 60) throws -> BespokeOptimizationSchema {
        var factory = BespokeWorkflowFactory()
        factory.fragmentationEngine = nil
        factory.targetTorsionSMIRKS = ["[#6X4:1]-[#6X4:2]"]
        factory.defaultQCSpecs = [
            QCSpec(program: "xtb", method: "gfn2xtb", basis: nil, name: "xtb", description: "xtb")
        ]
        let forceField = try ForceFieldLibrary.standard.forceField(
            "openff_unconstrained-2.2.0.offxml", allowCosmetic: true)
        var schema = try factory.optimizationSchema(for: Molecule(smiles: smiles), forceField: forceField)
        schema.stages[0].targets[0].calculationSpecification?.gridSpacing = spacing
        return schema
    }

    private static func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    /// Waits until a condition holds; false when it does not within a minute.
    private static func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// The worker processes of the executor in a folder.
    private static func workers(in folder: String) throws -> [Int32] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pgrep")
        process.arguments = ["-P", String(getpid()), "-f", "worker-process"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let children = String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { Int32($0) }
        return children.filter { child in
            let environment = FileManager.default.contents(atPath: "/proc/\(child)/environ") ?? Data()
            return String(decoding: environment, as: UTF8.self).contains(folder)
        }
    }

    @Test("a task ends with a force field, and the same task again computes nothing")
    func whole() async throws {
        let schema = try Self.schema("CCO")
        try await Self.withFolder { folder in
            try await BespokeExecutor.withExecutor(Self.options(folder)) { executor in
                let first = try await executor.submit(Submission(schema: schema, name: "ethanol"))
                let output = try await executor.waitUntilComplete(first)
                #expect(output.status == .success)
                #expect(output.results?.refitForceField?.contains("<Proper ") == true)
                #expect(output.results?.refitForceField != schema.initialForceField)
                #expect(try await executor.task(first)?.name == "ethanol")
                let jobs = try await executor.status().jobsFinished
                let second = try await executor.submit(Submission(schema: schema))
                let again = try await executor.waitUntilComplete(second)
                #expect(again.results?.refitForceField == output.results?.refitForceField)
                #expect(try await executor.status().jobsFinished - jobs <= 2)
            }
            #expect(try Self.workers(in: folder).isEmpty)
        }
    }

    @Test("an executor that is stopped in the middle goes on later, to the same force field")
    func resumed() async throws {
        let schema = try Self.schema("CCC", spacing: 30)
        let expected = try await BespokeExecutor.withExecutor(Self.options()) { executor in
            let id = try await executor.submit(Submission(schema: schema))
            return try await executor.waitUntilComplete(id).results?.refitForceField
        }
        try await Self.withFolder { folder in
            try await BespokeExecutor.withExecutor(Self.options(folder)) { executor in
                _ = try await executor.submit(Submission(schema: schema))
                #expect(
                    try await Self.eventually {
                        try await executor.task(1)?.detail.gridPoints.finished ?? 0 > 2
                    })
            }
            var waiting = Self.options(folder)
            waiting.resumesTasks = false
            try await BespokeExecutor.withExecutor(waiting) { executor in
                let status = try await executor.task(1)?.status
                #expect(status == .waiting)
                let other = try await executor.submit(Submission(schema: schema, priority: -1))
                try await executor.cancel(other)
            }
            try await BespokeExecutor.withExecutor(Self.options(folder)) { executor in
                let output = try await executor.waitUntilComplete(1)
                #expect(output.results?.refitForceField == expected)
            }
        }
    }

    @Test("no more jobs run at once than the machine has memory for, and one always may")
    func memory() {
        let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1e9
        var options = ExecutorOptions()
        options.cores = 64
        options.qcCompute = WorkerConfiguration(maximumMemory: memory / 3.5)
        options.fragmenters = WorkerConfiguration(count: 2, maximumMemory: memory / 3.5)
        options.optimizers = WorkerConfiguration(maximumMemory: memory * 2)
        #expect(options.budget.limits == [.qcCompute: 3, .fragmenter: 2, .optimizer: 1])
    }

    @Test("a second executor in the same folder is refused")
    func second() async throws {
        try await Self.withFolder { folder in
            try await BespokeExecutor.withExecutor(Self.options(folder)) { _ in
                let error = #expect(throws: ExecutorError.self) { try BespokeExecutor(Self.options(folder)) }
                #expect(error?.message.contains(folder) == true)
            }
        }
    }

    @Test("a cancelled task's calculation ends, and the task can begin again")
    func cancelled() async throws {
        try await BespokeExecutor.withExecutor(Self.options()) { executor in
            let id = try await executor.submit(Submission(schema: Self.schema("CCc1ccccc1CC", spacing: 15)))
            #expect(
                try await Self.eventually { try await executor.status().runningJobs["grid-point"] ?? 0 > 0 })
            try await executor.cancel(id)
            #expect(try await Self.eventually { try await executor.status().coresInUse == 0 })
            #expect(try await executor.task(id)?.status == .cancelled)
            try await executor.retry(id)
            #expect(try await Self.eventually { try await executor.task(id)?.status == .running })
            try await executor.cancel(id)
        }
    }

    @Test("a worker that is killed costs an attempt and nothing else")
    func killedWorker() async throws {
        try await Self.withFolder { folder in
            try await BespokeExecutor.withExecutor(Self.options(folder)) { executor in
                let id = try await executor.submit(Submission(schema: Self.schema("CCC", spacing: 30)))
                #expect(
                    try await Self.eventually { try await executor.status().runningJobs["grid-point"] ?? 0 > 0 })
                for worker in try Self.workers(in: folder) { kill(worker, SIGKILL) }
                let output = try await executor.waitUntilComplete(id)
                #expect(output.status == .success)
                #expect(try await executor.status().attemptsLost > 0)
                let events = try await executor.recordedEvents(after: 0, task: id, limit: 1000)
                #expect(events.contains { $0.kind == .attempt })
            }
        }
    }

    @Test("a remote worker does the jobs of an executor that has no cores, and a foreign result is refused")
    func remote() async throws {
        var options = Self.options()
        options.cores = 0
        try await BespokeExecutor.withExecutor(options) { executor in
            let id = try await executor.submit(Submission(schema: Self.schema("CC", spacing: 60)))
            let stray = try #require(try await executor.lease(LeaseRequest(worker: "stray", wait: 0)))
            await #expect(throws: ExecutorError.self) {
                try await executor.complete(
                    JobCompletion(worker: "other", token: stray.token, ending: .handedBack, cost: JobCost()))
            }
            try await executor.complete(
                JobCompletion(worker: "stray", token: stray.token, ending: .handedBack, cost: JobCost()))
            try await Self.withFolder { folder in
                let worker = RemoteWorker(for: executor, cores: 2, program: Self.program, directory: folder)
                let running = Task { await worker.run { _ in } }
                let output = try await executor.waitUntilComplete(id)
                #expect(output.status == .success)
                running.cancel()
                await running.value
            }
        }
    }

    @Test("events come in order, those of before first, and end with the executor")
    func events() async throws {
        let kinds = try await BespokeExecutor.withExecutor(Self.options()) { executor in
            let id = try await executor.submit(Submission(schema: Self.schema("CC", spacing: 60)))
            var seen: [ExecutorEvent] = []
            for await event in try await executor.events(after: 0, task: id) {
                seen.append(event)
                if event.kind == .finished { break }
            }
            #expect(seen.map(\.sequence) == seen.map(\.sequence).sorted())
            return seen.map(\.kind)
        }
        #expect(kinds.first == .submitted && kinds.last == .finished)
        #expect(kinds.contains(.stage) && kinds.contains(.progress))
    }
}
