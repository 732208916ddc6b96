import Executor
import ExecutorTestSupport
import Foundation
import Gateway
import JSON
import Testing

@Suite("Tokens of workers")
struct WorkerTokenTests {
    @Test("a worker's token opens the routes of workers and no others, and only while it is valid")
    func scope() async throws {
        var settings = try Settings(environment: ["BEFLOW_API_TOKEN": "server"])
        settings.gatewayPort = 0
        let tokens = Tokens()
        let gateway = Gateway(
            service: MemoryExecutor(), settings: settings, workerTokens: { await tokens.valid })
        let port = try await gateway.start()
        func status(_ path: String, _ token: String, _ body: String = "") async throws -> Int {
            try await offPool {
                try RawHTTP.exchange(
                    port: port, body.isEmpty ? "GET" : "POST", "/api/v1" + path, headers: ["bespokefit-token": token],
                    body: body.isEmpty ? nil : Data(body.utf8)
                ).status
            }
        }
        let lease = #"{"worker": "w", "categories": [], "wait": 0}"#
        let heartbeat = #"{"worker": "w", "tokens": []}"#
        #expect(try await status("/workers/lease", "pilot", lease) == 204)
        #expect(try await status("/workers/heartbeat", "pilot", heartbeat) == 200)
        #expect(try await status("/workers/lease", "server", lease) == 204)
        for path in ["/status", "/tasks", "/cache", "/summaries", "/events"] {
            #expect(try await status(path, "pilot") == 401)
        }
        #expect(try await status("/workers/lease", "", lease) == 401)
        #expect(try await status("/workers/lease", "other", lease) == 401)
        await tokens.revoke()
        #expect(try await status("/workers/lease", "pilot", lease) == 401)
        await gateway.stop(grace: .milliseconds(200))
    }

    /// Tokens that can be revoked.
    private actor Tokens {
        private(set) var valid = ["another", "pilot"]

        func revoke() { valid = [] }
    }
}
