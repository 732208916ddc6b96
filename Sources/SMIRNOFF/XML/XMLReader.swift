/// A reader of the XML that OFFXML needs: elements, attributes, text, comments, CDATA, character references.
///
/// Attribute order is kept, document type declarations are refused, and every error names its line.
/// - Source: XML 1.0, fifth edition, <https://www.w3.org/TR/xml/>.
struct XMLReader {
    private static let deepestNesting = 64
    private var scanner: XMLScanner

    private init(_ text: String) { scanner = XMLScanner(text) }

    /// The root element of an XML text.
    static func root(of text: String) throws(ForceFieldError) -> XMLNode {
        var reader = XMLReader(text)
        return try reader.document()
    }

    private mutating func document() throws(ForceFieldError) -> XMLNode {
        scanner.skip("\u{FEFF}")
        try skipMiscellany()
        guard scanner.peek == UInt8(ascii: "<") else { throw scanner.error("an XML element was expected") }
        let root = try element()
        try skipMiscellany()
        guard scanner.isAtEnd else { throw scanner.error("there is text after the end of <\(root.name)>") }
        return root
    }

    private mutating func skipMiscellany() throws(ForceFieldError) {
        while true {
            scanner.skipSpace()
            if scanner.skip("<!--") {
                try scanner.skip(past: "-->", of: "comment")
            } else if scanner.skip("<?") {
                try scanner.skip(past: "?>", of: "processing instruction")
            } else if scanner.starts(with: "<!") {
                throw scanner.error("document type declarations are not accepted")
            } else {
                return
            }
        }
    }

    /// The element whose `<` is next, read without recursion.
    private mutating func element() throws(ForceFieldError) -> XMLNode {
        var open: [XMLNode] = []
        while true {
            if let finished = try startTag(into: &open) { return finished }
            while true {
                try content(of: &open)
                guard scanner.starts(with: "</") else { break }
                if let finished = try endTag(of: &open) { return finished }
            }
        }
    }

    /// Reads a start tag onto the stack; gives the root if it is an empty root element.
    private mutating func startTag(into open: inout [XMLNode]) throws(ForceFieldError) -> XMLNode? {
        let line = scanner.line
        guard open.count < Self.deepestNesting else { throw scanner.error("elements are nested too deeply") }
        guard scanner.skip("<") else { throw scanner.error("'<' was expected") }
        var node = XMLNode(name: try scanner.name(), attributes: [], line: line)
        while true {
            let spaced = scanner.skipSpace()
            if scanner.skip("/>") { return close(node, of: &open) }
            if scanner.skip(">") {
                open.append(node)
                return nil
            }
            guard spaced else { throw scanner.error("the start tag of <\(node.name)> is malformed") }
            let attribute = try self.attribute(of: node)
            node.attributes.append(attribute)
        }
    }

    private mutating func attribute(of node: XMLNode) throws(ForceFieldError) -> AttributeList.Element {
        let name = try scanner.name()
        scanner.skipSpace()
        guard scanner.skip("=") else { throw scanner.error("attribute '\(name)' of <\(node.name)> has no value") }
        scanner.skipSpace()
        guard let quote = scanner.peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw scanner.error("the value of attribute '\(name)' of <\(node.name)> is not quoted")
        }
        if node.attributes.contains(where: { $0.name == name }) {
            throw scanner.error("<\(node.name)> has the attribute '\(name)' twice")
        }
        scanner.advance()
        let text = try scanner.characters(until: quote, isAttribute: true)
        guard scanner.peek == quote else {
            throw scanner.error("the value of attribute '\(name)' of <\(node.name)> does not end")
        }
        scanner.advance()
        return AttributeList.Element(name: name, text: text)
    }

    /// Reads text up to the next start or end tag.
    private mutating func content(of open: inout [XMLNode]) throws(ForceFieldError) {
        let top = open.count - 1
        while true {
            open[top].text += try scanner.characters(until: UInt8(ascii: "<"), isAttribute: false)
            if scanner.isAtEnd { throw scanner.error("<\(open[top].name)> of line \(open[top].line) is not closed") }
            if scanner.skip("<!--") {
                try scanner.skip(past: "-->", of: "comment")
            } else if scanner.skip("<?") {
                try scanner.skip(past: "?>", of: "processing instruction")
            } else if scanner.skip("<![CDATA[") {
                open[top].text += try scanner.text(past: "]]>", of: "CDATA section")
            } else {
                return
            }
        }
    }

    private mutating func endTag(of open: inout [XMLNode]) throws(ForceFieldError) -> XMLNode? {
        let node = open.removeLast()
        scanner.skip("</")
        let name = try scanner.name()
        guard name == node.name else {
            throw scanner.error("</\(name)> closes <\(node.name)> of line \(node.line)")
        }
        scanner.skipSpace()
        guard scanner.skip(">") else { throw scanner.error("the end tag </\(name)> is malformed") }
        return close(node, of: &open)
    }

    private func close(_ node: XMLNode, of open: inout [XMLNode]) -> XMLNode? {
        if open.isEmpty { return node }
        open[open.count - 1].children.append(node)
        return nil
    }
}
