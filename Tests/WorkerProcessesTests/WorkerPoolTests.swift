import Foundation
import Testing
import WorkerProcesses

@Suite("A pool of workers")
struct WorkerPoolTests {
    @Test("starts workers when jobs need them, and uses them again")
    func reuse() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let pool = rehearsed.pool(3)
        #expect(await pool.counts.started == 0)
        let first = await pool.run("id").text
        #expect(await pool.run("id").text == first)
        let counts = await pool.counts
        #expect((counts.busy, counts.idle, counts.waiting) == (0, 1, 0))
        #expect((counts.started, counts.crashed) == (1, 0))
        await pool.shutdown(grace: .seconds(10))
        #expect(await pool.counts.idle == 0)
    }

    @Test("has no more workers than it may, and gives them to jobs in order")
    func size() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let pool = rehearsed.pool(2)
        let (order, continuation) = AsyncStream.makeStream(of: Int.self)
        let held = [pool.words(rehearsed.held, 1), pool.words(rehearsed.held, 1)]
        for job in held { #expect(await job.words.value.count == 1) }
        var tasks: [Task<Void, Never>] = []
        for number in 0..<6 {
            tasks.append(
                Task {
                    _ = await pool.run(Array("steps 1".utf8)) { _ in continuation.yield(number) }
                })
            #expect(try await eventually { await pool.counts.waiting == number + 1 })
        }
        #expect(await pool.counts.busy == 2)
        try rehearsed.release()
        for task in tasks { await task.value }
        continuation.finish()
        var numbers: [Int] = []
        for await number in order { numbers.append(number) }
        #expect(numbers.sorted() == Array(0..<6))
        #expect(numbers.first.map { $0 < 2 } == true)
        #expect(await pool.counts.started == 2)
        await pool.shutdown(grace: .seconds(10))
    }

    @Test("loses one attempt to a crash, and nothing else")
    func crash() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let pool = rehearsed.pool(2)
        let bystander = pool.words(rehearsed.held, 1)
        #expect(await bystander.words.value.count == 1)
        #expect(await pool.run("crash").crash?.cause == .signal(SIGSEGV))
        let victim = pool.words("family", 2)
        let id = try #require(Int32(await victim.words.value[0]))
        kill(id, SIGKILL)
        #expect(await victim.task.value.crash?.cause == .signal(SIGKILL))
        #expect(try members(ofSession: id).isEmpty)
        #expect(await pool.run("echo next").text == "next")
        try rehearsed.release()
        #expect(await bystander.task.value == .answered([]))
        #expect(await pool.counts.crashed == 2)
        await pool.shutdown(grace: .seconds(10))
    }

    @Test("kills the worker of a cancelled task, with what it had started")
    func cancellation() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let pool = rehearsed.pool(1)
        let job = pool.words("family", 2)
        let words = await job.words.value
        let id = try #require(Int32(words[0]))
        #expect(words[1] == "family")
        #expect(try members(ofSession: id).count >= 3)
        let waiting = Task { await pool.run("echo never") }
        #expect(try await eventually { await pool.counts.waiting == 1 })
        waiting.cancel()
        #expect(await waiting.value == .killed)
        job.task.cancel()
        #expect(await job.task.value == .killed)
        #expect(try members(ofSession: id).isEmpty)
        #expect(await pool.run("echo next").text == "next")
        #expect(await pool.counts.crashed == 0)
        await pool.shutdown(grace: .seconds(10))
    }

    @Test("replaces a worker that has grown too large, or has done many jobs")
    func replacement() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let pool = rehearsed.pool(1, WorkerLimits(memory: 200 << 20, jobs: 3))
        let first = await pool.run("id").text
        #expect(await pool.run("allocate 300").text != nil)
        let second = await pool.run("id").text
        #expect(second != first)
        #expect(await pool.run("id").text == second)
        #expect(await pool.run("id").text == second)
        #expect(await pool.run("id").text != second)
        await pool.shutdown(grace: .seconds(10))
    }

    @Test("ends a worker that has been idle for long")
    func idleness() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let pool = rehearsed.pool(1, WorkerLimits(idleTime: .milliseconds(50)))
        let id = try #require(await pool.run("id").text.flatMap { Int32($0) })
        #expect(try await eventually { try members(ofSession: id).isEmpty })
        #expect(await pool.counts.idle == 0)
        #expect(await pool.run("echo next").text == "next")
        await pool.shutdown(grace: .seconds(10))
    }

    @Test("notices that an idle worker was killed before it is given a job")
    func idleDeath() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let pool = rehearsed.pool(1)
        let id = try #require(await pool.run("id").text.flatMap { Int32($0) })
        kill(id, SIGKILL)
        #expect(try await eventually { !FileManager.default.fileExists(atPath: "/proc/\(id)") })
        #expect(try await eventually { await pool.run("echo next").text == "next" })
        await pool.shutdown(grace: .seconds(10))
    }

    @Test("leaves another pool in its folder alone")
    func neighbours() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let (first, second) = (rehearsed.pool(1), rehearsed.pool(1))
        let busy = first.words(rehearsed.held, 1)
        #expect(await busy.words.value.count == 1)
        #expect(await second.run("echo next").text == "next")
        try rehearsed.release()
        #expect(await busy.task.value == .answered([]))
        await first.shutdown(grace: .seconds(10))
        await second.shutdown(grace: .seconds(10))
    }

    @Test("waits longer and longer with workers that do not live to answer")
    func backingOff() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let limits = WorkerLimits(firstPause: .milliseconds(40), longestPause: .milliseconds(80))
        let pool = rehearsed.pool(1, limits, program: WorkerProgram(path: "/bin/false", arguments: []))
        let start = ContinuousClock.now
        for _ in 0..<4 { #expect(await pool.run("echo").crash?.cause == .exit(1)) }
        #expect(ContinuousClock.now - start > .milliseconds(40 + 80 + 80))
        let absent = rehearsed.pool(1, program: WorkerProgram(path: "/no/such/program", arguments: []))
        #expect(await absent.run("echo").crash?.description.contains("no worker process could be started") == true)
        #expect(await absent.counts.crashed == 1)
    }

    @Test("lets jobs end when it is shut down, and takes no more")
    func orderlyShutdown() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let pool = rehearsed.pool(2)
        let busy = pool.words(rehearsed.held, 1)
        let id = try #require(Int32(await busy.words.value[0]))
        #expect(await pool.run("echo idle").text == "idle")
        let shutdown = Task { await pool.shutdown(grace: .seconds(60)) }
        #expect(try await eventually { await pool.run("echo late") == .killed })
        try rehearsed.release()
        #expect(await busy.task.value == .answered([]))
        await shutdown.value
        #expect(try members(ofSession: id).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: rehearsed.work).isEmpty)
    }

    @Test("kills what does not end in the time of grace")
    func shutdownWithoutGrace() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let pool = rehearsed.pool(1)
        let busy = pool.words("family", 2)
        let id = try #require(Int32(await busy.words.value[0]))
        let waiting = Task { await pool.run("echo never") }
        #expect(try await eventually { await pool.counts.waiting == 1 })
        await pool.shutdown(grace: .milliseconds(100))
        #expect(await busy.task.value == .killed)
        #expect(await waiting.value == .killed)
        #expect(try members(ofSession: id).isEmpty)
    }
}
