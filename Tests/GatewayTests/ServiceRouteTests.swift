import Executor
import ExecutorTestSupport
import Foundation
import JSON
import Testing
import Workflow

@Suite("Status, cache, workers and schemas over HTTP")
struct ServiceRouteTests {
    @Test("the figures for Prometheus are those of the status")
    func metrics() async throws {
        try await OpenGateway.with { gateway in
            let status = try await gateway.json("GET", "/api/v1/status")
            #expect(status["cores"] == 2)
            let metrics = try await gateway.answer("GET", "/metrics")
            #expect(metrics.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
            for line in [
                "openff_bespoke_cores 2", "openff_bespoke_jobs_running{kind=\"fit\"} 1",
                "openff_bespoke_job_cpu_seconds_total{kind=\"fit\"} 1.5", "# TYPE openff_bespoke_tasks gauge",
                "openff_bespoke_workers{place=\"here\"} 1",
            ] {
                #expect(metrics.text.contains(line + "\n"), "\(line)")
            }
        }
    }

    @Test("finished work is exported and imported line by line")
    func cache() async throws {
        let entries = (0..<45).map { number in
            CacheEntry(key: String(format: "%03d", number), kind: .charges, result: .charges([Double(number) / 3]))
        }
        var lines = ""
        for entry in entries { lines += try JSON(encoding: entry).text() + "\n" }
        let text = lines
        try await OpenGateway.with { gateway in
            let port = gateway.port
            let read = try await offPool {
                try RawHTTP.exchange(
                    port: port, "POST", "/api/v1/cache/entries", body: Data((text + "\n" + text.dropLast()).utf8))
            }
            let counts = try JSON.parse(read.text)
            #expect(counts == ["read": 90, "added": 45])
            let all = try await gateway.answer("GET", "/api/v1/cache/entries?kind=charges")
            #expect(all.headers["content-type"] == "application/x-ndjson")
            #expect(all.text.split(separator: "\n").count == 45)
            #expect(all.text == text)
            let some = try await gateway.answer("GET", "/api/v1/cache/entries?after=039&limit=2")
            #expect(some.text.split(separator: "\n").count == 2)
            #expect(try await gateway.json("GET", "/api/v1/cache")["contents"]?[0]?["entries"] == 45)
            #expect(try await gateway.json("DELETE", "/api/v1/cache?kind=fit")["removed"] == 0)
            #expect(try await gateway.json("DELETE", "/api/v1/cache")["removed"] == 45)
            #expect(try await gateway.answer("DELETE", "/api/v1/cache?kind=nothing").status == 422)
            let bad = try await gateway.answer("POST", "/api/v1/cache/entries", ["key": "x"])
            #expect(bad.status == 422)
        }
    }

    @Test("a worker gets a job, says that it lives, and hands in its result only while it holds the lease")
    func workers() async throws {
        let request = ChargeRequest(cmiles: "[H:1][H:2]", method: .am1bcc)
        let job = LeasedJob(token: "current", job: .charges(request), deadline: 60, leaseSeconds: 30)
        try await OpenGateway.with { gateway in
            await gateway.executor.add(job)
            let ask: JSON = ["worker": "w", "categories": ["qc-compute"], "wait": 0.1]
            let leased = try await gateway.json("POST", "/api/v1/workers/lease", ask)
            #expect(try leased.decoded(as: LeasedJob.self) == job)
            let none = try await gateway.answer("POST", "/api/v1/workers/lease", ask)
            #expect(none.status == 204)
            #expect(none.body.isEmpty)
            let beat: JSON = ["worker": "w", "tokens": ["current", "old"]]
            #expect(try await gateway.json("POST", "/api/v1/workers/heartbeat", beat) == ["revoked": ["old"]])
            for (token, status) in [("current", 204), ("old", 409)] {
                let completion = JobCompletion(worker: "w", token: token, ending: .handedBack, cost: JobCost())
                let answer = try await gateway.answer("POST", "/api/v1/workers/complete", JSON(encoding: completion))
                #expect(answer.status == status, "\(answer.text)")
            }
            #expect(try await gateway.answer("POST", "/api/v1/workers/lease", ["worker": 3]).status == 422)
        }
    }

    private let forceField = "openff_unconstrained-2.2.0.offxml"

    @Test("schemas are made of SMILES and file texts, each with its own error")
    func schemas() async throws {
        try await OpenGateway.with { gateway in
            let available = try await gateway.json("GET", "/api/v1/workflows")["force_fields"]?.array ?? []
            guard available.contains(.string(forceField)) else { return }
            let body: JSON = [
                "smiles": ["CCO", "C(F)(Cl)Br", "C.C"],
                "files": [["name": "two.smi", "text": "CC ethane\nCN amine\n"]],
                "default_qc_spec": ["program": "xtb", "method": "gfn2xtb", "basis": .null],
                "target_torsion_smirks": ["[C:1]-[C:2]"],
            ]
            let contents = try await gateway.json("POST", "/api/v1/schemas", body)["contents"]?.array ?? []
            #expect(contents.map { $0["name"]?.string } == ["ethane", "amine", "", "", ""])
            #expect(contents.map { $0["error"]?.isNull } == [true, true, true, false, false])
            let schema = try #require(contents[2]["schema"])
            let task = try await gateway.json("POST", "/api/v1/tasks", ["input_schema": schema])
            #expect(task["id"] == "1")
            #expect(try await gateway.answer("POST", "/api/v1/schemas/check", ["input_schema": schema]).status == 204)
        }
    }

    @Test("what the server cannot compute is said before it is submitted")
    func check() async throws {
        try await OpenGateway.with { gateway in
            let body: JSON = ["input_schema": testSchema(program: "psi4")]
            let checked = try await gateway.answer("POST", "/api/v1/schemas/check", body)
            let submitted = try await gateway.answer("POST", "/api/v1/tasks", body)
            #expect(checked.status == 400)
            #expect(submitted.status == 200, "as with the reference system")
        }
    }

    @Test("bad requests for schemas name what is wrong")
    func badSchemas() async throws {
        try await OpenGateway.with { gateway in
            for (body, status) in [
                (["workflow": "defualt"], 422), (["force_field": "/etc/passwd"], 400), (["force_field": "none"], 400),
                (["smiles": "CC"], 422), (["target_torsion_smirks": ["[C:1]"]], 422), (["molecules": []], 422),
                (["force_field": "<notxml"], 400),
            ] as [(JSON, Int)] {
                let answer = try await gateway.answer("POST", "/api/v1/schemas", body)
                #expect(answer.status == status, "\(body): \(answer.text)")
            }
            #expect(try await gateway.json("GET", "/api/v1/workflows/debug")["optimizer"]?["max_iterations"] == 1)
            #expect(try await gateway.answer("GET", "/api/v1/workflows/other").status == 404)
        }
    }

    @Test("the description names every reference, has one id for each operation, and a page for people")
    func description() async throws {
        try await OpenGateway.with { gateway in
            let answer = try await gateway.answer("GET", "/api/v1/openapi.json", headers: [:])
            let document = try JSON.parse(answer.text)
            let schemas = document["components"]?["schemas"]?.object
            for match in answer.text.matches(of: /#\/components\/schemas\/(\w+)/) {
                #expect(schemas?[String(match.1)] != nil, "\(match.1)")
            }
            let ids = answer.text.matches(of: /"operationId": "(\w+)"/).map { String($0.1) }
            #expect(ids.count > 30)
            #expect(Set(ids).count == ids.count)
            let page = try await gateway.answer("GET", "/api/v1/docs", headers: [:])
            #expect(!page.text.contains("<script"))
            #expect(page.text.contains("/api/v1/tasks/{optimization_id}"))
        }
    }
}
