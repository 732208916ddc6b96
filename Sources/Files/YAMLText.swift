internal import JSON
internal import Yams

/// YAML text, as far as it says what JSON can say.
enum YAMLText {
    /// What a document may hold at most; aliases can stand for far more than they take up.
    private static let maximumNodes = 1_000_000

    /// A text that is not YAML, or says what JSON cannot say, and the line where that shows.
    struct Malformed: Error, CustomStringConvertible {
        let description: String

        init(_ reason: String, line: Int? = nil) {
            description = "not valid YAML" + (line.map { " at line \($0)" } ?? "") + ": " + reason
        }
    }

    /// The value of a YAML document; scalars are read by YAML 1.1's rules, as PyYAML reads them.
    static func json(_ text: String) throws(Malformed) -> JSON {
        do {
            guard let node = try Yams.compose(yaml: text) else { return .null }
            var count = 0
            return try json(node, count: &count)
        } catch let error as Malformed {
            throw error
        } catch let error as YamlError {
            throw malformed(error)
        } catch {
            throw Malformed("\(error)")
        }
    }

    /// A value as block-style YAML; texts that would be read as something else are quoted.
    static func text(_ value: JSON, for path: String) throws(FileError) -> String {
        do {
            return try Yams.serialize(node: node(value), width: -1, allowUnicode: true)
        } catch {
            throw FileError(.unwritable, "\(path) could not be written: \(error)")
        }
    }

    private static func malformed(_ error: YamlError) -> Malformed {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Malformed(problem, line: mark.line)
        case .duplicatedKeysInMapping(let duplicates, let context):
            Malformed("the key \(duplicates.joined(separator: ", ")) is given twice", line: context.mark.line)
        default: Malformed("\(error)")
        }
    }

    private static func json(_ node: Node, count: inout Int) throws(Malformed) -> JSON {
        count += 1
        guard count <= maximumNodes else { throw Malformed("the document is too large") }
        switch node {
        case .scalar(let scalar): return value(of: scalar, tag: Resolver.default.resolveTag(of: node))
        case .sequence(let sequence):
            var elements: [JSON] = []
            for element in sequence { elements.append(try json(element, count: &count)) }
            return .array(elements)
        case .mapping(let mapping):
            var object = JSONObject()
            for (key, value) in mapping {
                guard case .scalar(let name) = key else {
                    throw Malformed("a key is no plain text", line: node.mark?.line)
                }
                object[name.string] = try json(value, count: &count)
            }
            return .object(object)
        case .alias: throw Malformed("an alias without anchor", line: node.mark?.line)
        }
    }

    private static func value(of scalar: Node.Scalar, tag: Tag.Name) -> JSON {
        let text = scalar.string
        let digits = text.replacing("_", with: "")
        switch tag {
        case .null: return .null
        case .bool: return .boolean(["yes", "true", "on"].contains(text.lowercased()))
        case .int:
            return integer(digits).map(JSON.integer) ?? .string(text)
        case .float:
            guard let number = Double(digits), number.isFinite else { return .string(text) }
            return .number(number)
        default: return .string(text)
        }
    }

    /// An integer in YAML 1.1's decimal, octal (`017`) or hexadecimal (`0x1f`) form.
    private static func integer(_ digits: String) -> Int? {
        if digits.hasPrefix("0x") { return Int(digits.dropFirst(2), radix: 16) }
        if digits.hasPrefix("0"), digits.count > 1 { return Int(digits, radix: 8) }
        return Int(digits)
    }

    private static func node(_ value: JSON) -> Node {
        switch value {
        case .null: Node("null")
        case .boolean(let flag): Node(flag ? "true" : "false")
        case .integer(let number): Node(String(number))
        case .number(let number): number.isFinite ? Node(decimal(number)) : Node("null")
        case .string(let text): scalar(text)
        case .array(let elements): .sequence(Node.Sequence(elements.map(node)))
        case .object(let object): .mapping(Node.Mapping(object.members.map { (scalar($0.key), node($0.value)) }))
        }
    }

    /// A number that YAML 1.1 takes for a float: with a point before the exponent.
    private static func decimal(_ number: Double) -> String {
        let text = number.description
        guard let exponent = text.firstIndex(of: "e"), !text.contains(".") else { return text }
        return text[..<exponent] + ".0" + text[exponent...]
    }

    private static func scalar(_ text: String) -> Node {
        let isPlain =
            Resolver.default.resolveTag(of: Node(text)) == .str
            && text.allSatisfy { !$0.isNewline && $0 != "\t" }
            && text.trimmingPrefix(while: \.isWhitespace) == text[...]
        return Node.scalar(Node.Scalar(text, .implicit, isPlain ? .any : .doubleQuoted))
    }
}
