extension ClusterGraph {
    /// The pattern as SMIRKS, with the tagged atoms numbered from 1.
    public var smirks: String { nodes.isEmpty ? "" : text(of: 0, from: nil, omitting: []) }

    /// The same pattern with its tagged atoms numbered the other way round.
    public var mirroredSMIRKS: String {
        var mirror = self
        for node in 0..<tagCount { mirror.nodes[node].label = tagCount - node }
        return nodes.isEmpty ? "" : mirror.text(of: tagCount - 1, from: nil, omitting: [])
    }

    /// A shorter pattern with the same tagged matches, which is found in fewer ways.
    ///
    /// It lacks untagged hydrogens that their neighbour's hydrogen count implies, so that permuting them gives no further matches.
    public var matchingPattern: String {
        nodes.isEmpty ? "" : text(of: 0, from: nil, omitting: impliedHydrogens)
    }

    private var impliedHydrogens: Set<Int> {
        var implied: Set<Int> = []
        for node in nodes {
            let neighbors = node.edges.map(\.node)
            let takers = neighbors.count { nodes[$0].decorators.contains(where: \.isHydrogen) }
            let least = node.decorators.map(\.hydrogenCount).min() ?? 0
            guard takers <= least else { continue }
            implied.formUnion(neighbors.filter(isPlainHydrogen))
        }
        return implied
    }

    private func isPlainHydrogen(_ node: Int) -> Bool {
        nodes[node].label == nil && nodes[node].edges.count == 1
            && nodes[node].decorators.allSatisfy { $0.text == "#1H0X1x0!r+0A" }
            && bonds[nodes[node].edges[0].bond].text == "-;!@"
    }

    private func text(of node: Int, from parent: Int?, omitting omitted: Set<Int>) -> String {
        let children = nodes[node].edges.filter { $0.node != parent && !omitted.contains($0.node) }
        let sorted = children.enumerated().sorted {
            (sortKey($0.element.node), $0.offset) < (sortKey($1.element.node), $1.offset)
        }
        var result = atomText(node)
        for (position, child) in sorted.map(\.element).enumerated() {
            let branch = bonds[child.bond].text + text(of: child.node, from: node, omitting: omitted)
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
