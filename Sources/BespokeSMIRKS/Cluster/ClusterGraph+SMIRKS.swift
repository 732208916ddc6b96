internal import SMIRNOFF

extension ClusterGraph {
    /// The pattern as SMIRKS, with the tagged atoms numbered from 1.
    public var smirks: String { nodes.isEmpty ? "" : text(of: 0, from: nil) }

    /// The same pattern with its tagged atoms numbered the other way round.
    public var mirroredSMIRKS: String {
        var mirror = self
        for node in 0..<tagCount { mirror.nodes[node].label = tagCount - node }
        return nodes.isEmpty ? "" : mirror.text(of: tagCount - 1, from: nil)
    }

    /// A shorter pattern with the same tagged matches, which is found in fewer ways.
    public var matchingPattern: String { ImpliedHydrogens.removed(from: smirks) }

    private func text(of node: Int, from parent: Int?) -> String {
        let children = nodes[node].edges.filter { $0.node != parent }
        let sorted = children.enumerated().sorted {
            (sortKey($0.element.node), $0.offset) < (sortKey($1.element.node), $1.offset)
        }
        var result = atomText(node)
        for (position, child) in sorted.map(\.element).enumerated() {
            let branch = bonds[child.bond].text + text(of: child.node, from: node)
            result += position == children.count - 1 ? branch : "(\(branch))"
        }
        return result
    }

    /// Untagged before tagged nodes, then by text.
    private func sortKey(_ node: Int) -> SortKey {
        SortKey(label: nodes[node].label ?? 0, text: nodes[node].label == nil ? atomText(node) : "")
    }

    private struct SortKey: Comparable {
        let label: Int
        let text: String

        static func < (left: SortKey, right: SortKey) -> Bool { (left.label, left.text) < (right.label, right.text) }
    }

    private func atomText(_ node: Int) -> String {
        let alternatives = nodes[node].decorators.map(\.text).sorted().joined(separator: ",")
        return nodes[node].label.map { "[\(alternatives):\($0)]" } ?? "[\(alternatives)]"
    }
}
