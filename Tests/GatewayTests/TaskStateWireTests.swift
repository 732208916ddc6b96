import ExecutorTestSupport
import Foundation
import Gateway
import JSON
import OpenFFBespoke
import TestSupport
import Testing

import struct Executor.Settings

/// Answers about the state of tasks, from a real executor that carries the recorded tasks out.
@Suite("Recorded exchanges about the state of tasks", .enabled(if: RecordedExchange.recording != nil))
struct TaskStateWireTests {
    /// Objects whose keys are not fixed: what made a record, and what other programs need of it.
    private static let free: Set<String> = ["provenance", "extras", "identifiers", "functional_groups", "keywords"]

    /// The places at which the keys of two documents differ; arrays are compared by their first items.
    private static func differences(_ given: JSON?, _ recorded: JSON?, at place: String = "") -> [String] {
        if let one = given?.object, let other = recorded?.object {
            let (here, there) = (Set(one.keys), Set(other.keys))
            let missing = here.symmetricDifference(there).sorted().map { "\(place)/\($0)" }
            let common = here.intersection(there).subtracting(free).sorted()
            return missing + common.flatMap { differences(one[$0], other[$0], at: "\(place)/\($0)") }
        }
        if let one = given?.array, let other = recorded?.array {
            guard let first = one.first, let wanted = other.first else { return [] }
            return differences(first, wanted, at: place + "/0")
        }
        let isAlike = (given?.object == nil) == (recorded?.object == nil) && (given == .null) == (recorded == .null)
        return isAlike ? [] : [place]
    }

    private struct Server {
        let port: Int
        let exchanges: [String: RecordedExchange]

        func recorded(_ name: String) throws -> JSON { try #require(exchanges[name]?.response_body) }

        func json(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> JSON {
            let port = port
            let data = body.map { Data($0.text().utf8) }
            let answer = try await offPool {
                try RawHTTP.exchange(port: port, method, path, headers: ["bespokefit-token": ""], body: data)
            }
            #expect(answer.status == 200, "\(method) \(path): \(answer.text.prefix(200))")
            return try JSON.parse(answer.text)
        }

        func submit(_ schema: JSON) async throws -> String {
            try #require(try await json("POST", "/api/v1/tasks", ["input_schema": schema])["self"]?.string)
        }

        /// The task once every stage has one of the given states; nil after three minutes.
        func task(_ path: String, isIn state: (JSON) -> Bool) async throws -> JSON? {
            let deadline = ContinuousClock.now + .seconds(180)
            while ContinuousClock.now < deadline {
                let task = try await json("GET", path)
                if state(task) { return task }
                try await Task.sleep(for: .milliseconds(50))
            }
            return nil
        }
    }

    private static func withServer(_ body: @escaping @Sendable (Server) async throws -> Void) async throws {
        var options = ExecutorOptions()
        options.program = TestData.packageRoot.appendingPathComponent(".build/debug/openff-bespoke").path
        options.cores = 2
        let exchanges = Dictionary(try RecordedExchange.all().map { ($0.name, $0) }) { first, _ in first }
        try await BespokeExecutor.withExecutor(options) { executor in
            var settings = try Settings(environment: [:])
            settings.gatewayPort = 0
            let gateway = Gateway(service: executor, settings: settings)
            let port = try await gateway.start()
            do {
                try await body(Server(port: port, exchanges: exchanges))
            } catch {
                await gateway.stop(grace: .milliseconds(200))
                throw error
            }
            await gateway.stop(grace: .milliseconds(200))
        }
    }

    private static func stage(_ type: String, of task: JSON) -> JSON? {
        task["stages"]?.array?.first { $0["type"]?.string == type }
    }

    private static func link(_ type: String, of task: JSON) throws -> String {
        try #require(stage(type, of: task)?["results"]?.array?.first?["self"]?.string)
    }

    private static func hasEnded(_ task: JSON) -> Bool {
        let states = task["stages"]?.array?.compactMap { $0["status"]?.string } ?? []
        return states.contains("errored") || states.allSatisfy { $0 == "success" }
    }

    @Test("a task that ends well, and its work, have the recorded keys all the way down")
    func success() async throws {
        try await Self.withServer { server in
            let body = try #require(server.exchanges["030-post-task-ok"]?.request_body?["input_schema"])
            let path = try await server.submit(body)
            let task = try #require(try await server.task(path, isIn: Self.hasEnded))
            #expect(Self.differences(task, try server.recorded("072-task1-state")) == [])
            let drive = try Self.link("qc-generation", of: task)
            let id = try #require(drive.split(separator: "/").last)
            for (name, link) in [
                ("057-fragmentation-running", try Self.link("fragmentation", of: task)),
                ("076-qc-generation-success", drive), ("077-qc-noresults-success", drive + "?results=false"),
                ("079-qc-calcs-ids-success", "/api/v1/qc-calcs?ids=\(id)"),
                ("080-qc-calcs-ids-noresults-success", "/api/v1/qc-calcs?results=false&ids=\(id)"),
                ("081-optimization-success", try Self.link("optimization", of: task)),
            ] {
                let answer = try await server.json("GET", link)
                #expect(Self.differences(answer, try server.recorded(name)) == [], "\(name)")
            }
            // Asked for again, finished work is found under its id.
            for name in ["107-post-fragmentation-ok", "109-post-qc-ok", "113-post-optimization-ok"] {
                let exchange = try #require(server.exchanges[name])
                let answer = try await server.json("POST", exchange.path, exchange.request_body)
                #expect(Self.differences(answer, exchange.response_body) == [], "\(name)")
            }
        }
    }

    @Test("a task without a bond to turn, and one whose calculations fail, are errored where they were recorded so")
    func failures() async throws {
        try await Self.withServer { server in
            var body = try #require(server.exchanges["030-post-task-ok"]?.request_body?["input_schema"]?.object)
            body["target_torsion_smirks"] = ["[#7:1]-[#7:2]"]
            let path = try await server.submit(.object(body))
            let task = try #require(try await server.task(path, isIn: Self.hasEnded))
            let recorded = try server.recorded("068-task2-state")
            #expect(Self.differences(task, recorded) == [])
            for type in ["fragmentation", "qc-generation", "optimization"] {
                let (given, wanted) = (Self.stage(type, of: task), Self.stage(type, of: recorded))
                #expect(given?["status"] == wanted?["status"], "\(type)")
            }
            #expect(Self.stage("fragmentation", of: task)?["error"]?.string?.hasPrefix("\"no bond") == true)
        }
    }
}
