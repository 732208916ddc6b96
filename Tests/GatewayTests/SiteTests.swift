import Executor
import ExecutorTestSupport
import Foundation
import JSON
import Testing
import Workflow

@Suite("The web page")
struct SiteTests {
    private func formToken(_ page: String) throws -> String {
        String(try #require(page.firstMatch(of: /name="form-token" value="([0-9a-f]{64})"/)).1)
    }

    private func post(
        _ gateway: OpenGateway, _ path: String, _ form: String, headers: [String: String] = [:]
    ) async throws -> RawHTTP.Answer {
        let port = gateway.port
        let all = ["content-type": "application/x-www-form-urlencoded"].merging(headers) { $1 }
        return try await offPool { try RawHTTP.exchange(port: port, "POST", path, headers: all, body: Data(form.utf8)) }
    }

    @Test("without a token the list is there for everybody, protected against other sites")
    func open() async throws {
        try await OpenGateway.with { gateway in
            _ = try await gateway.answer("POST", "/api/v1/tasks?name=a%3Cb", submission)
            let page = try await gateway.answer("GET", "/", headers: ["origin": "https://elsewhere.example"])
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.headers["access-control-allow-origin"] == nil)
            let policy = try #require(page.headers["content-security-policy"])
            #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"))
            #expect(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"))
            #expect(page.text.contains("a&lt;b"))
            #expect(try await gateway.answer("HEAD", "/").body.isEmpty)
            #expect(try await gateway.answer("DELETE", "/").status == 405)
            #expect(try await gateway.answer("GET", "/nowhere").status == 404)
            #expect(try await gateway.answer("GET", "/tasks/99").status == 404)
            #expect(try await gateway.answer("GET", "/tasks/1").text.contains("Rotatable bonds"))
        }
    }

    @Test("a form counts only with this page's token and from this page's origin")
    func crossSite() async throws {
        try await OpenGateway.with { gateway in
            _ = try await gateway.answer("POST", "/api/v1/tasks", submission)
            let token = try formToken(try await gateway.answer("GET", "/").text)
            let form = "task=1&action=cancel&back=/"
            #expect(try await post(gateway, "/tasks", form).status == 403)
            #expect(
                try await post(gateway, "/tasks", form + "&form-token=" + String(repeating: "0", count: 64)).status
                    == 403)
            let full = form + "&form-token=" + token
            let foreign = ["origin": "https://elsewhere.example"]
            #expect(try await post(gateway, "/tasks", full, headers: foreign).status == 403)
            #expect(try await post(gateway, "/tasks", full, headers: ["sec-fetch-site": "cross-site"]).status == 403)
            #expect(try await post(gateway, "/tasks", full, headers: ["content-type": "text/plain"]).status == 415)
            #expect(try await gateway.executor.task(1)?.status == .waiting)
            let own = ["origin": "http://127.0.0.1:\(gateway.port)", "sec-fetch-site": "same-origin"]
            let answer = try await post(gateway, "/tasks", full, headers: own)
            #expect(answer.status == 303 && answer.headers["location"] == "/")
            #expect(try await gateway.executor.task(1)?.status == .cancelled)
            #expect(try await post(gateway, "/tasks", "task=1&action=retry&back=/&form-token=" + token).status == 303)
            #expect(try await gateway.executor.task(1)?.status == .waiting)
            let moved = try await post(
                gateway, "/tasks", "task=1&action=priority&priority=7&back=//evil.example&form-token=" + token)
            #expect(moved.headers["location"] == "/")
            #expect(try await gateway.executor.task(1)?.priority == 7)
        }
    }

    @Test("where a token is set, pages ask for it once and keep no trace of it")
    func login() async throws {
        try await OpenGateway.with(["BEFLOW_API_TOKEN": "a secret"]) { gateway in
            let asked = try await gateway.answer("GET", "/?status=running")
            #expect(asked.status == 303 && asked.headers["location"] == "/login?target=%2F%3Fstatus%3Drunning")
            #expect(try await gateway.answer("GET", "/events").status == 401)
            for path in ["/tasks/1", "/new", "/series"] { #expect(try await gateway.answer("GET", path).status == 303) }
            #expect(try await gateway.answer("GET", "/assets/page.css").status == 200)
            let page = try await gateway.answer("GET", "/login?target=%2F%3Fstatus%3Drunning")
            let token = try formToken(page.text)
            #expect(!page.text.contains(">Submit<"))
            let wrong = try await post(gateway, "/login", "token=wrong&target=/&form-token=" + token)
            #expect(wrong.status == 401 && wrong.headers["set-cookie"] == nil)
            let right = try await post(
                gateway, "/login", "token=a+secret&target=%2F%3Fstatus%3Drunning&form-token=" + token)
            #expect(right.status == 303 && right.headers["location"] == "/?status=running")
            let cookie = try #require(right.headers["set-cookie"])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("secret"))
            let session = ["cookie": String(cookie.split(separator: ";")[0])]
            let list = try await gateway.answer("GET", "/", headers: session)
            #expect(list.status == 200)
            #expect(try formToken(list.text) != token)
            // A session opens pages; the API still wants the token itself.
            #expect(try await gateway.answer("GET", "/api/v1/status", headers: session).status == 401)
            let out = try await post(
                gateway, "/logout", "form-token=" + formToken(list.text), headers: session)
            #expect(out.status == 303)
            #expect(try await gateway.answer("GET", "/", headers: session).status == 303)
        }
    }

    @Test("typed molecules are drawn, weighed and submitted; a bad one stops all and says why")
    func submitting() async throws {
        try await OpenGateway.with { gateway in
            let page = try await gateway.answer("GET", "/new")
            let token = try formToken(page.text)
            let choices = "&workflow=default&level=xtb+gfn2xtb&fragmentation=Pfizer&form-token=" + token
            let drawn = try await post(gateway, "/preview", "smiles=CCCCO+one%0AC1CC" + choices)
            #expect(
                drawn.text.contains("<svg") && drawn.text.contains("one") && drawn.text.contains("class=\"problem\""))
            let weighed = try await post(gateway, "/estimate", "smiles=CCCCO" + choices)
            #expect(weighed.text.contains("grid points") && weighed.text.contains("on 2 cores"))
            let bad = try await post(gateway, "/new", "smiles=CCCCO%0AC1CC" + choices)
            #expect(bad.status == 422 && bad.text.contains("Nothing was submitted") && bad.text.contains("C1CC"))
            #expect(await gateway.executor.submissions.isEmpty)
            let file = "file-name=a.smi&file-text=CCCO+propanol"
            let good = try await post(gateway, "/new", "smiles=CCCCO+butanol&priority=2&" + file + choices)
            #expect(good.status == 303 && good.headers["location"] == "/")
            let names = await gateway.executor.submissions.values.map(\.name).sorted()
            #expect(names == ["butanol", "propanol"])
            #expect(await gateway.executor.submissions[1]?.priority == 2)
        }
    }

    @Test("scans are served as SDF and for the view, and to programs with their grid points")
    func scans() async throws {
        try await OpenGateway.with { gateway in
            _ = try await gateway.answer("POST", "/api/v1/tasks", submission)
            var torsion = TorsionCourse(bond: [0, 1], state: .scanning)
            torsion.scan = TorsionScan(
                cmiles: "[H:3][C:1]#[C:2][H:4]", dihedral: [2, 0, 1, 3],
                points: [.init(angle: 180, energy: 0, geometry: [0, 0, 0, 1.2, 0, 0, -1, 0, 0, 2.2, 0, 0])])
            await gateway.executor.set([torsion], ofTask: 1)
            let sdf = try await gateway.answer("GET", "/tasks/1/scans/0.sdf")
            #expect(sdf.text.contains("angle_degree") && sdf.text.contains("$$$$"))
            #expect(sdf.headers["content-disposition"] == "attachment; filename=\"task-1-scan-0.sdf\"")
            #expect(try await gateway.json("GET", "/tasks/1/scans/0.json")["numbers"] == [6, 6, 1, 1])
            #expect(try await gateway.answer("GET", "/tasks/1/scans/1.json").status == 404)
            let list = try await gateway.json("GET", "/api/v1/tasks/1/torsions")
            #expect(list["contents"]?[0]?["state"] == "scanning")
            #expect(list["contents"]?[0]?["scan"]?["points"]?[0]?["angle"] == 180)
            #expect(try await gateway.answer("GET", "/api/v1/tasks/2/torsions").status == 404)
        }
    }

    @Test("files of the page are kept by their address, and by their tag")
    func assets() async throws {
        try await OpenGateway.with { gateway in
            let page = try await gateway.answer("GET", "/").text
            let address = String(try #require(page.firstMatch(of: /src="(\/assets\/page\.js\?v=[0-9a-f]+)"/)).1)
            let file = try await gateway.answer("GET", address)
            #expect(file.headers["cache-control"] == "public, max-age=31536000, immutable")
            let tag = try #require(file.headers["etag"])
            #expect(try await gateway.answer("GET", "/assets/page.js", headers: ["if-none-match": tag]).status == 304)
            #expect(try await gateway.answer("GET", "/assets/other.js").status == 404)
        }
    }

    @Test("tasks are found by name, id and the SMILES they came with, the newest first where asked")
    func search() async throws {
        try await OpenGateway.with { gateway in
            for (name, smiles) in [("Aspirin", "CCO"), ("other", "CCN"), ("aspirin 2", "CCO")] {
                _ = try await gateway.answer(
                    "POST", "/api/v1/tasks?name=" + name.replacing(" ", with: "%20"),
                    ["input_schema": testSchema(smiles)])
            }
            func ids(_ query: String) async throws -> [Int] {
                let page = try await gateway.json("GET", "/api/v1/summaries?" + query)
                return page["contents"]?.array?.compactMap { $0["id"]?.integer } ?? []
            }
            #expect(try await ids("text=aspirin") == [1, 3])
            #expect(try await ids("text=aspirin&order=newest") == [3, 1])
            #expect(try await ids("text=2") == [2, 3])
            #expect(try await ids("text=CCO") == [1, 3])
            #expect(try await ids("text=CCN") == [2])
        }
    }
}
