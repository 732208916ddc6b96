internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Workflow

extension API {
    /// The description of all other routes, for programs and for people. It needs no token.
    func documentRoutes(of routes: [Route]) -> [Route] {
        var own = documentRoutes(json: [:], page: "")
        let all = routes + own
        let json = OpenAPIDocument(routes: all, version: version).json
        let page = DocumentationPage(routes: all, version: version, path: paths.prefix + "/openapi.json").text
        own = documentRoutes(json: json, page: page)
        return own
    }

    private var version: String { Program.version }

    private func documentRoutes(json: JSON, page: String) -> [Route] {
        let text = json.text()
        return [
            Route(
                .get, paths.prefix + "/openapi.json",
                Operation("get_openapi", tag: "server", "This description.").gives("It.", ["type": "object"]),
                needsToken: false
            ) { _ in .text(text, type: "application/json") },
            Route(
                .get, paths.prefix + "/docs",
                Operation("get_docs", tag: "server", "This description as a page.")
                    .gives("It.", type: "text/html; charset=utf-8", ["type": "string"]), needsToken: false
            ) { _ in .html(page) },
        ]
    }
}
