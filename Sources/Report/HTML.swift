/// A piece of HTML or SVG. Text becomes part of it only by interpolation, which escapes it, so markup can come from the
/// program alone.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The markup.
    public let text: String

    /// Markup of the program's own.
    public init(stringLiteral value: StaticString) { text = value.description }

    /// Markup of the program's own with texts in it.
    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Pieces one after another, each on a line.
    public init(_ pieces: [HTML]) { text = pieces.map(\.text).joined(separator: "\n") }

    /// Nothing.
    public static let empty: HTML = ""

    /// Collects literals as they are and escapes texts.
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        /// An empty collection with room for what comes.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        /// Adds markup of the program's own.
        public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        /// Adds markup.
        public mutating func appendInterpolation(_ html: HTML) { text += html.text }
        /// Adds pieces of markup, each on a line.
        public mutating func appendInterpolation(_ pieces: [HTML]) { text += HTML(pieces).text }
        /// Adds a text with the characters escaped that mean something in HTML.
        ///
        /// A literal is markup, not text, also where it stands in an expression: hence the attribute.
        @_disfavoredOverload
        public mutating func appendInterpolation(_ text: String) { self.text += escapedHTML(text) }
        /// Adds a number.
        public mutating func appendInterpolation(_ number: Int) { text += String(number) }
    }
}

/// A text with the characters escaped that mean something in HTML.
func escapedHTML(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
}
