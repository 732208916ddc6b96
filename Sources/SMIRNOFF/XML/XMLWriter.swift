/// Writes XML elements deterministically: four blanks a level, one element a line, attributes in their order.
struct XMLWriter {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"

    /// Writes an element, its text and its children.
    mutating func write(_ node: XMLNode, depth: Int = 0) {
        let indent = String(repeating: "    ", count: depth)
        text += indent + "<" + node.name
        for attribute in node.attributes {
            text += " " + attribute.name + "=\"" + Self.escaped(attribute.text) + "\""
        }
        text += ">" + Self.escaped(node.text)
        if !node.children.isEmpty {
            text += "\n"
            for child in node.children { write(child, depth: depth + 1) }
            text += indent
        }
        text += "</" + node.name + ">"
        if depth > 0 { text += "\n" }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 < 0x20 }) else {
            return text
        }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
