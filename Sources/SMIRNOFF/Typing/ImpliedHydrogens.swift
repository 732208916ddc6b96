/// Shortens bespoke patterns: hydrogens that their neighbour's hydrogen count implies can be found in many ways and tell nothing.
///
/// A bespoke pattern writes every hydrogen of its environment, and its matches permute them: six times as many for each methyl group.
public enum ImpliedHydrogens {
    private static let plain = "#1H0X1x0!r+0A"

    private struct Node {
        let text: String
        let isTagged: Bool
        let alternatives: [String]
        let parent: Int?
        let bond: String
        var children: [Int] = []

        /// The number after `H` in each alternative.
        var hydrogenCounts: [Int] {
            alternatives.compactMap { text in Int(text.drop { $0 != "H" }.dropFirst().prefix(while: \.isNumber)) }
        }

        var canBeHydrogen: Bool { alternatives.contains { $0.hasPrefix("#1H") } }
    }

    /// A pattern with the same tagged matches that lacks untagged hydrogens which are implied.
    ///
    /// Applies to patterns whose atoms all state element, hydrogen count and degree, as bespoke ones do; others are returned as they are.
    public static func removed(from pattern: String) -> String {
        guard pattern.contains(plain), let nodes = parsed(pattern) else { return pattern }
        var removed: Set<Int> = []
        for (index, node) in nodes.enumerated() {
            let neighbors = node.children + (node.parent.map { [$0] } ?? [])
            guard let least = node.hydrogenCounts.min(), neighbors.count(where: { nodes[$0].canBeHydrogen }) <= least
            else { continue }
            removed.formUnion(neighbors.filter { isPlain(nodes[$0], below: index) })
        }
        return written(nodes, 0, without: removed)
    }

    private static func isPlain(_ node: Node, below parent: Int) -> Bool {
        node.parent == parent && !node.isTagged && node.children.isEmpty && node.alternatives == [plain]
            && node.bond == "-;!@"
    }

    /// The pattern as a tree, atoms in the order of the text; nil if it has another form.
    private static func parsed(_ pattern: String) -> [Node]? {
        var nodes: [Node] = []
        var current: Int?
        var branches: [Int?] = []
        var rest = pattern[...]
        while let character = rest.first {
            if character == "(" {
                branches.append(current)
                rest.removeFirst()
            } else if character == ")" {
                guard let start = branches.popLast() else { return nil }
                current = start
                rest.removeFirst()
            } else {
                let bond = rest.prefix { "-:=#,;!@".contains($0) }
                rest = rest.dropFirst(bond.count)
                guard let node = node(&rest, parent: current, bond: String(bond)) else { return nil }
                if let current { nodes[current].children.append(nodes.count) }
                current = nodes.count
                nodes.append(node)
            }
        }
        return branches.isEmpty ? nodes : nil
    }

    /// Reads one bracket atom.
    private static func node(_ rest: inout Substring, parent: Int?, bond: String) -> Node? {
        guard rest.first == "[", let end = rest.firstIndex(of: "]"), (parent == nil) == bond.isEmpty else { return nil }
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        let parts = inner.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        let alternatives = parts[0].split(separator: ",").map(String.init)
        guard !alternatives.isEmpty,
            alternatives.allSatisfy(isFullyStated)
        else { return nil }
        rest = rest[rest.index(after: end)...]
        return Node(
            text: "[\(inner)]", isTagged: parts.count == 2, alternatives: alternatives, parent: parent, bond: bond)
    }

    /// Whether an atom reads `#nHnXnxn`, `!r` or `rn`, `+n` or `-n`, `a` or `A`.
    private static func isFullyStated(_ atom: String) -> Bool {
        var rest = Substring(atom).utf8
        func skip(_ letters: String) -> Bool {
            guard let first = rest.first, letters.utf8.contains(first) else { return false }
            rest.removeFirst()
            return true
        }
        func skipNumber() -> Bool {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            return !digits.isEmpty
        }
        for letter in ["#", "H", "X", "x"] { guard skip(letter), skipNumber() else { return false } }
        guard skip("!") ? skip("r") : skip("r") && skipNumber() else { return false }
        return skip("+-") && skipNumber() && skip("aA") && rest.isEmpty
    }

    private static func written(_ nodes: [Node], _ index: Int, without removed: Set<Int>) -> String {
        let children = nodes[index].children.filter { !removed.contains($0) }
        var text = nodes[index].text
        for (position, child) in children.enumerated() {
            let branch = nodes[child].bond + written(nodes, child, without: removed)
            text += position == children.count - 1 ? branch : "(\(branch))"
        }
        return text
    }
}
