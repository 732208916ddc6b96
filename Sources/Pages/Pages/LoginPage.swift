public import Report

/// The page that asks for the server's token.
public struct LoginPage: Sendable {
    let visitor: PageFrame.Visitor
    let target: String
    let problem: String?

    /// A login that leads on to a page afterwards.
    public init(visitor: PageFrame.Visitor, target: String, problem: String? = nil) {
        (self.visitor, self.target, self.problem) = (visitor, target, problem)
    }

    /// The page.
    public var html: HTML {
        PageFrame(title: "Log in", visitor: visitor).page(
            """
            <h1>Log in</h1>
            \(problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" as HTML } ?? .empty)
            <form method="post" action="/login" class="sheet">\(visitor.field)
            <input type="hidden" name="target" value="\(target)">
            <label for="token">The executor's token <small>BEFLOW_API_TOKEN</small></label>
            <input type="password" id="token" name="token" autocomplete="current-password" autofocus required>
            <p><button class="main">Log in</button></p>
            </form>
            """)
    }
}
