internal import HTTPTypes
internal import JSON

/// The API's description as one HTML page: no scripts, nothing from elsewhere.
struct DocumentationPage {
    let routes: [Route]
    let version: String
    /// Where the description for programs is.
    let path: String

    /// The page.
    var text: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>openff-bespoke: HTTP interface</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        <h1>openff-bespoke \(escaped(version))</h1>
        <p>Requests carry the server's token in the header <code>bespokefit-token</code>. Bodies are JSON, with or without
        a content type. For programs: <a href="\(escaped(path))">\(escaped(path))</a>.</p>
        \(sections)
        </main>
        </body>
        </html>

        """
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#222;background:#fff}main{max-width:60rem;margin:auto;\
        padding:1rem}code{font-family:ui-monospace,monospace}article{border-top:1px solid #ddd;padding:.5rem 0}\
        h3{font-size:1rem;margin:.5rem 0}.method{font-weight:600;display:inline-block;min-width:4.5rem}\
        table{border-collapse:collapse}td{padding:.1rem .8rem .1rem 0;vertical-align:top}
        """

    private var sections: String {
        var tags: [String] = []
        for route in routes where !tags.contains(route.operation.tag) { tags.append(route.operation.tag) }
        return tags.map { tag in
            let articles = routes.filter { $0.operation.tag == tag }.map(article).joined(separator: "\n")
            return "<section>\n<h2>\(escaped(tag))</h2>\n\(articles)\n</section>"
        }.joined(separator: "\n")
    }

    private func article(_ route: Route) -> String {
        let parameters = route.operation.parameters.map { parameter in
            row(parameter.name, parameter.meaning, parameter.place.rawValue)
        }
        let answers = route.operation.answers.map { row(String($0.status), $0.meaning, $0.type ?? "") }
        return """
            <article>
            <h3><span class="method">\(route.method.rawValue)</span> <code>\(escaped(route.path))</code></h3>
            <p>\(escaped(route.operation.summary))</p>
            <table>
            \((parameters + answers).joined(separator: "\n"))
            </table>
            </article>
            """
    }

    private func row(_ name: String, _ meaning: String, _ kind: String) -> String {
        "<tr><td><code>\(escaped(name))</code></td><td>\(escaped(meaning))</td><td>\(escaped(kind))</td></tr>"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
