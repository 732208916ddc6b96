import Executor
import ExecutorTestSupport
import Foundation
import JSON
import Testing
import Workflow

@Suite("Tasks over HTTP")
struct TaskRouteTests {
    @Test("the molecule is submitted as mapped SMILES, whatever map numbers it had")
    func submit() async throws {
        try await OpenGateway.with { gateway in
            let body: JSON = ["input_schema": testSchema("[Cl:7][H:3]")]
            let link = try await gateway.json("POST", "/api/v1/tasks?name=my%20acid&priority=3", body)
            #expect(link == ["self": "/api/v1/tasks/1", "id": "1"])
            let task = try #require(await gateway.executor.submissions[1])
            #expect(["[Cl:1][H:2]", "[H:2][Cl:1]"].contains(task.schema.smiles))
            #expect((task.name, task.priority) == ("my acid", 3))
        }
    }

    @Test(
        "a molecule without stereochemistry, or none at all, is refused", arguments: ["C(F)(Cl)(Br)", "not SMILES", ""])
    func badMolecule(smiles: String) async throws {
        try await OpenGateway.with { gateway in
            let answer = try await gateway.answer("POST", "/api/v1/tasks", ["input_schema": testSchema(smiles)])
            #expect(answer.status == 400)
            #expect(try JSON.parse(answer.text) == ["detail": "molecule could not be understood"])
        }
    }

    @Test(
        "pages of the list and the links between them",
        arguments: [
            ("", "?skip=0&limit=1000", ["2", "3", "1"], nil, nil),
            ("?skip=0&limit=2", "?skip=0&limit=2", ["2", "3"], nil, "?skip=2&limit=2"),
            ("?skip=1&limit=1", "?skip=1&limit=1", ["3"], "?skip=0&limit=1", "?skip=2&limit=1"),
            (
                "?skip=1&limit=1&status=waiting", "?skip=1&limit=1&status=waiting", ["3"],
                "?skip=0&limit=1&status=waiting", nil
            ),
            ("?skip=0&limit=1&status=complete", "?skip=0&limit=1&status=complete", ["1"], nil, nil),
            ("?skip=-1&limit=-5", "?skip=-1&limit=-5", [], nil, nil),
            (
                "?skip=9223372036854775807", "?skip=9223372036854775807&limit=1000", [],
                "?skip=9223372036854774807&limit=1000", nil
            ),
        ] as [(String, String, [String], String?, String?)])
    func pages(query: String, own: String, ids: [String], previous: String?, next: String?) async throws {
        try await OpenGateway.with { gateway in
            for _ in 1...3 { _ = try await gateway.answer("POST", "/api/v1/tasks", submission) }
            await gateway.executor.change(1) { $0.status = .errored }
            let page = try await gateway.json("GET", "/api/v1/tasks" + query)
            let path = "/api/v1/tasks"
            #expect(page["self"]?.string == path + own)
            #expect(page["contents"]?.array?.compactMap { $0["id"]?.string } == ids)
            #expect(page["prev"]?.string == previous.map { path + $0 })
            #expect(page["next"]?.string == next.map { path + $0 })
        }
    }

    /// The task that the executor knows, with stages in given states.
    private func document(_ stages: [String]) async throws -> JSON {
        var answer: JSON = .null
        try await OpenGateway.with { gateway in
            _ = try await gateway.answer("POST", "/api/v1/tasks", submission)
            let views = try stages.map { try JSONDecoder().decode(TaskDetail.Stage.self, from: Data($0.utf8)) }
            await gateway.executor.change(1, results: #"{"type": "bespoke",  "spaces": [1,2]}"#) { view in
                view.detail.stages = views
                if views.allSatisfy({ $0.status == "success" }) { view.status = .success }
            }
            answer = try await gateway.json("GET", "/api/v1/tasks/1")
        }
        return answer
    }

    @Test("a running task lists its stages as the reference system does: waiting, running, finished")
    func running() async throws {
        let task = try await document([
            #"{"type": "fragmentation", "status": "success", "work": ["f"]}"#,
            #"{"type": "qc-generation", "status": "running", "work": ["a", "b"]}"#,
            #"{"type": "optimization", "status": "waiting"}"#,
        ])
        let wanted: JSON = [
            ["type": "optimization", "status": "waiting", "error": .null, "results": .null],
            [
                "type": "qc-generation", "status": "running", "error": "[null, null]",
                "results": [
                    ["self": "/api/v1/qc-calcs/a", "id": "a"], ["self": "/api/v1/qc-calcs/b", "id": "b"],
                ],
            ],
            [
                "type": "fragmentation", "status": "success", "error": "null",
                "results": [["self": "/api/v1/fragmentations/f", "id": "f"]],
            ],
        ]
        #expect(task["stages"] == wanted)
        #expect(task["results"] == JSON.null)
        #expect(task["_links"] == ["image": "/api/v1/tasks/1/image"])
        #expect(task.object?.keys == ["self", "id", "smiles", "stages", "results", "_links"])
    }

    @Test("a finished task carries its results as they are stored")
    func finished() async throws {
        let task = try await document([
            #"{"type": "fragmentation", "status": "success", "work": ["f"]}"#,
            #"{"type": "qc-generation", "status": "success", "work": []}"#,
            #"{"type": "optimization", "status": "success", "work": ["o"]}"#,
        ])
        #expect(
            task["stages"]?.array?.compactMap { $0["type"]?.string } == [
                "fragmentation", "qc-generation", "optimization",
            ])
        #expect(task["stages"]?[1]?["error"] == "[]")
        #expect(task["results"] == ["type": "bespoke", "spaces": [1, 2]])
    }

    @Test("errors are JSON in a text: an object, a list for calculations, a sentence for a stage without work")
    func errors() async throws {
        let failure = #""failure": {"type": "E", "message": "said \"no\""}"#
        let task = try await document([
            #"{"type": "fragmentation", "status": "errored", "work": ["f"], \#(failure)}"#,
            #"{"type": "qc-generation", "status": "errored", "work": ["a"], \#(failure)}"#,
            #"{"type": "optimization", "status": "errored", \#(failure)}"#,
        ])
        let errors = try (task["stages"]?.array ?? []).compactMap { $0["error"]?.string }.map { try JSON.parse($0) }
        let object: JSON = ["type": "E", "message": "said \"no\"", "traceback": .null]
        #expect(errors == [object, [object], "said \"no\""])
    }

    @Test("tasks that are not there are not found, on every route")
    func unknown() async throws {
        try await OpenGateway.with { gateway in
            for (method, path) in [
                ("GET", ""), ("GET", "/image"), ("DELETE", ""), ("POST", "/retry"), ("GET", "/report"),
                ("GET", "/progress"), ("GET", "/log"), ("GET", "/events"), ("PUT", "/priority"), ("PATCH", "/priority"),
            ] {
                let answer = try await gateway.answer(method, "/api/v1/tasks/7" + path, ["priority": 1])
                #expect(answer.status == 404, "\(method) \(path)")
                #expect(try JSON.parse(answer.text) == ["detail": "7 not found"])
            }
            #expect(try await gateway.answer("DELETE", "/api/v1/tasks/x").status == 422)
        }
    }

    @Test("tasks are cancelled, begun again and moved")
    func control() async throws {
        try await OpenGateway.with { gateway in
            _ = try await gateway.answer("POST", "/api/v1/tasks", submission)
            #expect(try await gateway.answer("POST", "/api/v1/tasks/1/retry").status == 409)
            #expect(try await gateway.json("DELETE", "/api/v1/tasks/1")["status"] == "cancelled")
            #expect(try await gateway.json("POST", "/api/v1/tasks/1/retry")["status"] == "waiting")
            #expect(try await gateway.json("PUT", "/api/v1/tasks/1/priority", ["priority": 9])["priority"] == 9)
            #expect(try await gateway.json("PATCH", "/api/v1/tasks/1/priority", ["priority": -2])["priority"] == -2)
            #expect(try await gateway.answer("PUT", "/api/v1/tasks/1/priority", ["priority": "high"]).status == 422)
            let summaries = try await gateway.json("GET", "/api/v1/summaries?status=waiting&status=running")
            #expect(summaries["total"] == 1)
            #expect(summaries["contents"]?[0]?["detail"]?["stages"]?.array?.count == 3)
            #expect(try await gateway.json("GET", "/api/v1/summaries?status=errored")["total"] == 0)
            #expect(try await gateway.answer("GET", "/api/v1/summaries?status=complete").status == 422)
        }
    }

    @Test("the report is JSON, or a page where that is asked for")
    func report() async throws {
        try await OpenGateway.with { gateway in
            _ = try await gateway.answer("POST", "/api/v1/tasks", submission)
            #expect(try await gateway.answer("GET", "/api/v1/tasks/1/report").status == 404)
            let report = """
                {"smiles": "CC<O", "torsions": [], "parameters": [], "objective": [], "converged": true, "reason": "", \
                "warnings": []}
                """
            await gateway.executor.change(1, report: report) { _ in }
            #expect(try await gateway.json("GET", "/api/v1/tasks/1/report")["smiles"] == "CC<O")
            for (query, accept) in [("?format=html", "*/*"), ("", "text/html,application/xhtml+xml;q=0.9")] {
                let page = try await gateway.answer(
                    "GET", "/api/v1/tasks/1/report" + query, headers: ["accept": accept])
                #expect(page.headers["content-type"] == "text/html; charset=utf-8")
                #expect(page.text.contains("CC&lt;O"))
            }
            #expect(try await gateway.answer("GET", "/api/v1/tasks/1/report?format=pdf").status == 422)
        }
    }

    @Test("the drawing of a task is an SVG of 200 pixels without map numbers")
    func image() async throws {
        try await OpenGateway.with { gateway in
            _ = try await gateway.answer("POST", "/api/v1/tasks", submission)
            let image = try await gateway.answer("GET", "/api/v1/tasks/1/image")
            #expect(image.headers["content-type"] == "image/svg+xml")
            #expect(image.text.contains("200px") || image.text.contains("width=\"200"))
            #expect(!image.text.contains("Preview"))
        }
    }
}
