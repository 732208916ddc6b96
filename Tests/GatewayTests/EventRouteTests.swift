import Executor
import ExecutorTestSupport
import Foundation
import Gateway
import JSON
import Testing

@Suite("Events over HTTP", .serialized)
struct EventRouteTests {
    /// Reads a stream until some text has come.
    private func read(
        _ port: Int, _ path: String, headers: String = "", until end: String
    ) async throws -> String {
        try await offPool {
            let socket = try RawHTTP.connected(port: port)
            defer { close(socket) }
            try RawHTTP.send(Array("GET \(path) HTTP/1.1\r\nHost: h\r\n\(headers)\r\n".utf8), to: socket)
            var text = ""
            while !text.contains(end) {
                let part = try RawHTTP.read(socket)
                if part.isEmpty { break }
                text += String(decoding: part, as: UTF8.self)
            }
            return text
        }
    }

    private func ids(_ text: String) -> [Int] {
        text.matches(of: /id: (\d+)\n/).compactMap { Int($0.1) }
    }

    @Test("what is on disk comes first, then what happens")
    func follow() async throws {
        try await OpenGateway.with { gateway in
            for number in 1...500 { await gateway.executor.tell(.progress, task: nil, "event \(number)") }
            async let text = read(gateway.port, "/api/v1/events", until: "the last one")
            while await gateway.executor.listenerCount == 0 { await Task.yield() }
            await gateway.executor.tell(.warning, task: nil, "the last one")
            let received = try await text
            #expect(received.lowercased().contains("content-type: text/event-stream"))
            #expect(ids(received) == Array(1...501))
            #expect(received.contains("event: warning"))
        }
    }

    @Test(
        "a client goes on where it was",
        arguments: [("", "Last-Event-ID: 7\r\n"), ("?after=7", ""), ("?after=2", "Last-Event-ID: 7\r\n")])
    func resume(query: String, header: String) async throws {
        try await OpenGateway.with { gateway in
            for number in 1...9 { await gateway.executor.tell(.progress, task: nil, "event \(number)") }
            let text = try await read(gateway.port, "/api/v1/events" + query, headers: header, until: "event 9")
            #expect(ids(text) == [8, 9])
        }
    }

    @Test("events and log of one task leave out those of others")
    func oneTask() async throws {
        try await OpenGateway.with { gateway in
            _ = try await gateway.answer("POST", "/api/v1/tasks", submission)
            _ = try await gateway.answer("POST", "/api/v1/tasks", submission)
            await gateway.executor.tell(.began, task: 1, "began")
            let text = try await read(gateway.port, "/api/v1/tasks/1/events", until: "began")
            #expect(ids(text) == [1, 3])
            let log = try await gateway.json("GET", "/api/v1/tasks/1/log")
            #expect(log["contents"]?.array?.compactMap { $0["sequence"]?.integer } == [1, 3])
            #expect(log["last"] == 3)
            let lines = try await gateway.answer("GET", "/api/v1/log?format=text&after=2")
            #expect(lines.text.contains("task 1 began: began"))
            #expect(lines.text.split(separator: "\n").count == 1)
        }
    }

    @Test("clients that never read cost others nothing, and miss nothing once they read")
    func slowClients() async throws {
        try await OpenGateway.with { gateway in
            let port = gateway.port
            let sockets = try await offPool {
                try (0..<8).map { _ in
                    let socket = try RawHTTP.connected(port: port, receiveBuffer: 4096)
                    try RawHTTP.send(Array("GET /api/v1/events HTTP/1.1\r\nHost: h\r\n\r\n".utf8), to: socket)
                    return socket
                }
            }
            defer { for socket in sockets { close(socket) } }
            let padding = String(repeating: "x", count: 10_000)
            for number in 1...800 { await gateway.executor.tell(.progress, task: nil, "\(number) \(padding)") }
            let status = try await gateway.answer("GET", "/api/v1/status")
            #expect(status.status == 200)
            let first = sockets[0]
            let text = try await offPool {
                var bytes: [UInt8] = []
                while !String(decoding: bytes.suffix(24_000), as: UTF8.self).contains("id: 800\n") {
                    let part = try RawHTTP.read(first)
                    if part.isEmpty { break }
                    bytes += part
                }
                return String(decoding: bytes, as: UTF8.self)
            }
            let received = text.matches(of: /id: (\d+)\n/).compactMap { Int($0.1) }
            #expect(received == Array(1...800))
        }
    }

    @Test("the gateway closes in time although clients follow the events")
    func stop() async throws {
        var settings = Settings()
        settings.gatewayPort = 0
        let executor = MemoryExecutor()
        let gateway = Gateway(service: executor, settings: settings)
        let port = try await gateway.start()
        async let text = read(port, "/api/v1/events", until: "never")
        while await executor.listenerCount == 0 { await Task.yield() }
        let idle = try await offPool { try RawHTTP.connected(port: port) }
        defer { close(idle) }
        let clock = ContinuousClock()
        let duration = await clock.measure { await gateway.stop(grace: .seconds(60)) }
        #expect(duration < .seconds(50), "open streams are ended, not waited for")
        _ = try? await text
        await #expect(throws: RawHTTP.Failure.self) { _ = try await offPool { try RawHTTP.connected(port: port) } }
    }
}
