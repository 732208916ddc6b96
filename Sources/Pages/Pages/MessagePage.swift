public import Report

/// A page that says one thing: what is wrong, or that there is nothing.
public struct MessagePage: Sendable {
    let title: String
    let sentence: String
    let visitor: PageFrame.Visitor

    /// A page with a heading and a sentence.
    public init(title: String, sentence: String, visitor: PageFrame.Visitor) {
        (self.title, self.sentence, self.visitor) = (title, sentence, visitor)
    }

    /// The page.
    public var html: HTML {
        let back: HTML = visitor.isAdmitted ? "<p><a href=\"/\">All tasks</a></p>" : .empty
        return PageFrame(title: title, visitor: visitor).page("<h1>\(title)</h1><p>\(sentence)</p>\(back)")
    }
}
