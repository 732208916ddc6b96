import Executor
import ExecutorTestSupport
import Foundation
import Gateway
import JSON

/// A gateway over an executor in memory, on a free port.
struct OpenGateway {
    let executor: MemoryExecutor
    let port: Int

    /// Opens a gateway for the time of a test.
    static func with(
        _ environment: [String: String] = [:], _ body: (OpenGateway) async throws -> Void
    ) async throws {
        var settings = try Settings(environment: environment)
        settings.gatewayPort = 0
        let executor = MemoryExecutor()
        let gateway = Gateway(service: executor, settings: settings)
        let port = try await gateway.start()
        do {
            try await body(OpenGateway(executor: executor, port: port))
        } catch {
            await gateway.stop(grace: .milliseconds(200))
            throw error
        }
        await gateway.stop(grace: .milliseconds(200))
    }

    /// The answer to a request; a body is JSON text.
    func answer(
        _ method: String, _ path: String, _ body: JSON? = nil, headers: [String: String] = ["bespokefit-token": ""]
    ) async throws -> RawHTTP.Answer {
        let port = port
        let data = body.map { Data($0.text().utf8) }
        return try await offPool { try RawHTTP.exchange(port: port, method, path, headers: headers, body: data) }
    }

    /// The answer to a request, as JSON.
    func json(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> JSON {
        try JSON.parse(try await answer(method, path, body).text)
    }
}

/// Runs something that blocks where it does not keep the server from running.
func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}
