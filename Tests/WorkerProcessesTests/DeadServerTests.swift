import Foundation
import Testing
import WorkerProcesses

@Suite("When a server is killed", .serialized)
struct DeadServerTests {
    /// The ids of the workers, when each has said that it has started programs.
    private func workers(of rehearsed: Rehearsed, saying word: String, _ count: Int) async throws -> [Int32] {
        var lines: [Substring] = []
        let areReady = try await eventually {
            lines = try rehearsed.text("server").split(separator: "\n")
            return lines.count { $0 == word } == count
        }
        #expect(areReady)
        return lines.compactMap { Int32($0) }
    }

    @Test("its workers end in the middle of a calculation, with all that they have started")
    func family() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let server = try rehearsed.server(["family", "family"])
        let ids = try await workers(of: rehearsed, saying: "family", 2)
        for id in ids { #expect(try members(ofSession: id).count >= 3) }
        kill(server.processIdentifier, SIGKILL)
        for id in ids { #expect(try await eventually { try members(ofSession: id).isEmpty }) }
    }

    @Test("its workers end while they start one program after the other", arguments: 0..<5)
    func breeding(round: Int) async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let server = try rehearsed.server(["breed"])
        let ids = try await workers(of: rehearsed, saying: "breeding", 1)
        kill(server.processIdentifier, SIGKILL)
        for id in ids { #expect(try await eventually { try members(ofSession: id).isEmpty }) }
    }

    @Test("in the same moment as its worker, the next server ends what is left")
    func leftovers() async throws {
        let rehearsed = try Rehearsed()
        defer { rehearsed.remove() }
        let server = try rehearsed.server(["family"])
        let id = try #require(try await workers(of: rehearsed, saying: "family", 1).first)
        kill(server.processIdentifier, SIGSTOP)
        #expect(try await eventually { try areStopped(threadsOf: server.processIdentifier) })
        kill(id, SIGKILL)
        kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
        #expect(try await eventually { try members(ofSession: id).count == 2 })
        let pool = rehearsed.pool(1)
        #expect(await pool.run("echo next").text == "next")
        #expect(try members(ofSession: id).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: rehearsed.work).count == 1)
        await pool.shutdown(grace: .seconds(10))
    }
}
