public import Report

/// What every page has: head, navigation, and what tells it of news.
public struct PageFrame: Sendable {
    /// The visitor.
    public struct Visitor: Sendable {
        /// What a form must carry so that it counts as this page's own.
        public var formToken: String
        /// Whether there is something to log out of.
        public var isLoggedIn: Bool
        /// Whether the visitor may see more than the login page.
        public var isAdmitted: Bool
        /// Where the description of the HTTP interface is.
        public var documentation: String

        /// A visitor.
        public init(
            formToken: String, isLoggedIn: Bool = false, isAdmitted: Bool = true,
            documentation: String = "/api/v1/docs"
        ) {
            (self.formToken, self.isLoggedIn, self.isAdmitted) = (formToken, isLoggedIn, isAdmitted)
            self.documentation = documentation
        }

        /// The hidden field that every form has.
        var field: HTML { "<input type=\"hidden\" name=\"form-token\" value=\"\(formToken)\">" }
    }

    /// The page's title.
    public var title: String
    /// Who looks at it.
    public var visitor: Visitor
    /// Where its events come from; nil for a page that does not change.
    public var events: String?
    /// Whether it changes so often that it looks again by itself [s]; nil if not.
    public var period: Int?

    /// The frame of a page.
    public init(title: String, visitor: Visitor, events: String? = nil, period: Int? = nil) {
        (self.title, self.visitor, self.events, self.period) = (title, visitor, events, period)
    }

    /// A whole page around its content.
    public func page(_ content: HTML) -> HTML {
        let feed: HTML = events.map { " data-events=\"\($0)\"" } ?? .empty
        let again: HTML = period.map { " data-period=\"\($0)\"" } ?? .empty
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) · openff-bespoke</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="\(Asset.stylesheet.path)">
            <script src="\(Asset.script.path)" defer></script>
            </head>
            <body\(feed)\(again)>
            <a class="skip" href="#content">Skip to the content</a>
            \(navigation)
            <main id="content" tabindex="-1">
            \(content)
            </main>
            <p id="connection" role="status" aria-live="polite" hidden>The connection to the executor is lost; trying again.</p>
            </body>
            </html>

            """
    }

    private var navigation: HTML {
        guard visitor.isAdmitted else {
            return "<header class=\"bar\"><span class=\"brand\">openff-bespoke</span></header>"
        }
        let out: HTML =
            visitor.isLoggedIn
            ? "<form method=\"post\" action=\"/logout\">\(visitor.field)<button class=\"plain\">Log out</button></form>"
            : .empty
        return """
            <header class="bar"><a class="brand" href="/">openff-bespoke</a>
            <nav aria-label="Main"><a href="/">Tasks</a> <a href="/new">Submit</a> <a href="\(visitor.documentation)">API</a></nav>\(out)
            </header>
            """
    }
}
