import Executor
import ExecutorTestSupport
import Foundation
import Gateway
import JSON
import Testing

@Suite("Requests and answers in general")
struct RoutingTests {
    @Test("a missing token counts as an empty one, and a wrong one is refused", arguments: ["", "secret"])
    func token(secret: String) async throws {
        try await OpenGateway.with(["BEFLOW_API_TOKEN": secret]) { gateway in
            let missing = try await gateway.answer("GET", "/api/v1", headers: [:])
            #expect(missing.status == (secret.isEmpty ? 200 : 401))
            for wrong in ["nope", "secre", "secrets", "secretsecret"] {
                let answer = try await gateway.answer("GET", "/api/v1", headers: ["bespokefit-token": wrong])
                #expect(answer.status == 401, "\(wrong)")
                #expect(try JSON.parse(answer.text) == ["detail": "Unauthorized"])
            }
            let right = try await gateway.answer("GET", "/api/v1", headers: ["BespokeFit-Token": secret])
            #expect(right.status == 200)
            #expect(right.text == "{}")
            let bearer = try await gateway.answer(
                "GET", "/api/v1/status", headers: ["authorization": "Bearer \(secret)"])
            #expect(bearer.status == 200)
            let page = try await gateway.answer("GET", "/api/v1/docs", headers: [:])
            #expect(page.status == 200, "the description needs no token")
        }
    }

    @Test("an address that others can reach needs a token")
    func openAddress() async throws {
        var settings = Settings()
        settings.gatewayHost = "0.0.0.0"
        settings.gatewayPort = 0
        let gateway = Gateway(service: MemoryExecutor(), settings: settings)
        let error = await #expect(throws: GatewayError.self) { _ = try await gateway.start() }
        #expect(error?.description.contains("BEFLOW_API_TOKEN") == true)
    }

    @Test("a port that is in use is named")
    func portInUse() async throws {
        try await OpenGateway.with { other in
            var settings = Settings()
            settings.gatewayPort = other.port
            let gateway = Gateway(service: MemoryExecutor(), settings: settings)
            let error = await #expect(throws: GatewayError.self) { _ = try await gateway.start() }
            #expect(error?.description.contains("\(other.port)") == true)
            #expect(error?.description.contains("in use") == true)
        }
    }

    @Test("the paths follow the settings, and equal ones are refused")
    func renamedPaths() async throws {
        let names = ["BEFLOW_API_V1_STR": "/fits/v2/", "BEFLOW_COORDINATOR_PREFIX": "molecules"]
        try await OpenGateway.with(names) { gateway in
            let page = try await gateway.json("GET", "/fits/v2/molecules")
            let old = try await gateway.answer("GET", "/api/v1/tasks")
            let description = try await gateway.json("GET", "/fits/v2/openapi.json")
            #expect(page["self"] == "/fits/v2/molecules?skip=0&limit=1000")
            #expect(old.status == 404)
            #expect(description["paths"]?["/fits/v2/molecules"] != nil)
        }
        let equal = try Settings(environment: ["BEFLOW_OPTIMIZER_PREFIX": "tasks"])
        let gateway = Gateway(service: MemoryExecutor(), settings: equal)
        await #expect(throws: GatewayError.self) { _ = try await gateway.start() }
    }

    @Test("bodies are read as JSON without a content type, and not as what another type says")
    func contentTypes() async throws {
        try await OpenGateway.with { gateway in
            for type in [nil, "", "application/json", "application/json; charset=utf-8", "application/vnd.api+json"] {
                let headers = type.map { ["content-type": $0] } ?? [:]
                let answer = try await gateway.answer("POST", "/api/v1/tasks", submission, headers: headers)
                #expect(answer.status == 200, "\(type ?? "none"): \(answer.text)")
            }
            let form = try await gateway.answer(
                "POST", "/api/v1/tasks", submission, headers: ["content-type": "text/plain"])
            #expect(form.status == 422)
        }
    }

    @Test("a body above the limit is refused, announced or not")
    func largeBody() async throws {
        try await OpenGateway.with(["BEFLOW_GATEWAY_MAX_BODY": "0.01"]) { gateway in
            let large = JSON.string(String(repeating: "x", count: 20_000))
            let answer = try await gateway.answer("POST", "/api/v1/tasks", large)
            #expect(answer.status == 413)
            #expect(try JSON.parse(answer.text)["detail"]?.string?.contains("10000") == true)
            let port = gateway.port
            let chunked = try await offPool { () throws -> String in
                let socket = try RawHTTP.connected(port: port)
                defer { close(socket) }
                let chunk = String(repeating: "x", count: 20_000)
                let head = "POST /api/v1/tasks HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                try RawHTTP.send(Array((head + "4e20\r\n" + chunk + "\r\n0\r\n\r\n").utf8), to: socket)
                return String(decoding: try RawHTTP.read(socket), as: UTF8.self)
            }
            #expect(chunked.hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test("paths that end in a slash lead to those that do not; unknown ones are not found")
    func redirects() async throws {
        try await OpenGateway.with { gateway in
            let answer = try await gateway.answer("GET", "/api/v1/tasks/?skip=1")
            #expect(answer.status == 307)
            #expect(answer.headers["location"] == "http://127.0.0.1:\(gateway.port)/api/v1/tasks?skip=1")
            #expect(try await gateway.answer("GET", "/nope/").status == 404)
            #expect(try await gateway.answer("GET", "/tasks//").status == 404)
            #expect(try await gateway.answer("GET", "/api/v1//tasks").status == 404)
        }
    }

    @Test("other methods are refused with those that there are")
    func methods() async throws {
        try await OpenGateway.with { gateway in
            let answer = try await gateway.answer("PUT", "/api/v1/tasks")
            #expect(answer.status == 405)
            #expect(answer.headers["allow"] == "GET, POST")
            let head = try await gateway.answer("HEAD", "/api/v1/tasks")
            #expect(head.status == 405)
            #expect(head.body.isEmpty)
        }
    }

    @Test("web pages may use the server, without the browser's credentials")
    func crossOrigin() async throws {
        try await OpenGateway.with(["BEFLOW_GATEWAY_CORS_ORIGINS": "http://a, http://b"]) { gateway in
            let headers = ["origin": "http://b", "access-control-request-method": "DELETE"]
            let preflight = try await gateway.answer("OPTIONS", "/api/v1/tasks", headers: headers)
            #expect(preflight.status == 200)
            #expect(preflight.headers["access-control-allow-origin"] == "http://b")
            #expect(preflight.headers["access-control-allow-credentials"] == nil)
            let answer = try await gateway.answer("GET", "/api/v1", headers: ["origin": "http://b"])
            #expect(answer.headers["access-control-allow-origin"] == "http://b")
            let other = try await gateway.answer("GET", "/api/v1", headers: ["origin": "http://c"])
            #expect(other.headers["access-control-allow-origin"] == nil)
        }
    }

    @Test("trouble with the disk is said with the time after which to try again")
    func storageTrouble() async throws {
        try await OpenGateway.with { gateway in
            await gateway.executor.breakStorage()
            let answer = try await gateway.answer("GET", "/api/v1/tasks")
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "30")
            #expect(try JSON.parse(answer.text)["detail"] == "the disk is full")
            #expect(try await gateway.answer("GET", "/api/v1").status == 200, "the ping needs no disk")
        }
    }
}
