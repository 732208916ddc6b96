import Foundation
import Testing
import WorkerProcesses

@Suite("A worker process")
struct WorkerProcessTests {
    @Test("answers each job with a frame, an empty and a large one too", arguments: [0, 1, 100_000, 30_000_000])
    func echo(size: Int) async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        defer { worker.kill() }
        let content = [UInt8](repeating: 7, count: size)
        for _ in 0..<2 {
            #expect(await worker.run(Array("echo ".utf8) + content) == .answered(content))
        }
    }

    @Test("reports progress in order before its answer")
    func progress() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        defer { worker.kill() }
        let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        let outcome = await worker.run(Array("steps 500".utf8)) { continuation.yield($0) }
        continuation.finish()
        #expect(outcome.text == "done")
        var steps: [String] = []
        for await step in stream { steps.append(String(decoding: step, as: UTF8.self)) }
        #expect(steps == (0..<500).map(String.init))
    }

    @Test("runs on one core, in a folder of its own, and finds no input")
    func surroundings() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker(["OPENBLAS_CORETYPE": "HASWELL"])
        defer { worker.kill() }
        for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
            #expect(await worker.run("variable " + name).text == "1", "\(name)")
        }
        #expect(await worker.run("variable OMP_STACKSIZE").text == "64M")
        #expect(await worker.run("variable OPENBLAS_CORETYPE").text == "HASWELL")
        #expect(await worker.run("variable PATH").text == ProcessInfo.processInfo.environment["PATH"])
        #expect(await worker.run("variable TMPDIR").text == rehearsed.work)
        #expect(await worker.run("folder").text == rehearsed.work)
        #expect(await worker.run("input").text == "")
    }

    @Test("may print without disturbing its answers; what it prints is logged")
    func printing() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        #expect(await worker.run("print good morning").text == "")
        #expect(await worker.run("echo still here").text == "still here")
        worker.end()
        await worker.waitUntilEnded()
        #expect(try rehearsed.text("log") == "good morning\nraw good morning\n")
        #expect(!FileManager.default.fileExists(atPath: rehearsed.work))
    }

    @Test("cannot fill the disk with what it prints")
    func flood() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        #expect(await worker.run("flood 5000000").text == "")
        worker.end()
        await worker.waitUntilEnded()
        let sizes = try ["log", "log.old"].map { try rehearsed.text($0).utf8.count }
        #expect(sizes.allSatisfy { $0 > 0 && $0 <= 1 << 20 }, "\(sizes)")
    }

    @Test("that crashes is reported with its signal and its last words, and what it had started ends")
    func crash() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        #expect(await worker.run("print famous last words").text == "")
        let crash = try #require(await worker.run("crash").crash)
        #expect(crash.cause == .signal(SIGSEGV))
        #expect(crash.printed.contains("raw famous last words\n"))
        #expect(crash.description.contains("bad memory access"))
        #expect(try members(ofSession: worker.id).isEmpty)
        #expect(worker.hasEnded)
        #expect(await worker.run("echo too late").crash?.cause == .signal(SIGSEGV))
    }

    @Test("that ends itself is reported with its status")
    func exit() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        #expect(await worker.run("exit 3").crash?.cause == .exit(3))
    }

    @Test("that sends something else than frames is ended")
    func nonsense() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        #expect(await worker.run("nonsense").crash?.cause == .nonsense)
    }

    @Test("that takes too long is killed with what it had started, whatever process groups they are in")
    func deadline() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        #expect(await worker.run("family", deadline: .seconds(3)) == .timedOut)
        #expect(FileManager.default.fileExists(atPath: rehearsed.work) == false)
        #expect(try members(ofSession: worker.id).isEmpty)
    }

    @Test("leaves a deadline behind with the job that had it")
    func laterJob() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        defer { worker.kill() }
        #expect(await worker.run("echo ready").text == "ready")
        #expect(await worker.run("echo quick", deadline: .milliseconds(500)).text == "quick")
        let start = SuspendingClock.now
        #expect(await worker.run("spin", deadline: .milliseconds(1000)) == .timedOut)
        #expect(SuspendingClock.now - start >= .milliseconds(1000))
    }

    @Test("takes no notice of signals from a terminal or a service manager", arguments: [SIGINT, SIGTERM, SIGHUP])
    func signals(signal: Int32) async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        defer { worker.kill() }
        #expect(await worker.run("echo ready").text == "ready")
        kill(worker.id, signal)
        #expect(await worker.run("echo and again").text == "and again")
        #expect(await worker.run("id").text == "\(worker.id)")
    }

    @Test("is the first to go when memory runs out, and leaves no core file")
    func systemLimits() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let worker = try rehearsed.worker()
        defer { worker.kill() }
        #expect(await worker.run("echo ready").text == "ready")
        let score = try String(contentsOfFile: "/proc/\(worker.id)/oom_score_adj", encoding: .utf8)
        #expect(score == "500\n")
        let limits = try String(contentsOfFile: "/proc/\(worker.id)/limits", encoding: .utf8)
        let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
        #expect(core?.split(separator: " ").dropFirst(4).first == "0")
    }

    @Test("that cannot be started says why")
    func notStarted() throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let program = WorkerProgram(path: "/no/such/program", arguments: [])
        let crash = #expect(throws: WorkerCrash.self) {
            try WorkerProcess(program, folder: rehearsed.work, log: rehearsed.log)
        }
        #expect(crash?.description.contains("could be started: /no/such/program") == true)
        #expect(crash?.description.contains("No such file") == true)
        #expect(!FileManager.default.fileExists(atPath: rehearsed.work))
    }
}
