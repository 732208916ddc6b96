import Chemistry
internal import Units

/// Writes a ``KekuleGraph`` as a mapped SMILES without aromatic atoms.
struct KekuleWriter {
    private let graph: KekuleGraph
    private var closures: [Int: Int] = [:]
    private var seen: [Bool]

    init(graph: KekuleGraph) {
        self.graph = graph
        seen = [Bool](repeating: false, count: graph.elements.count)
    }

    /// The SMILES; unconnected parts are separated by dots.
    mutating func text() -> String {
        var parts: [String] = []
        findClosures()
        seen = [Bool](repeating: false, count: graph.elements.count)
        for start in graph.elements.indices where !seen[start] { parts.append(branch(from: start, by: nil)) }
        return parts.joined(separator: ".")
    }

    /// Numbers the bonds that a depth-first walk in bond order does not use.
    private mutating func findClosures() {
        var used: Set<Int> = []
        for start in graph.elements.indices where !seen[start] {
            walk(start, &used)
        }
        for bond in graph.bonds.indices where !used.contains(bond) { closures[bond] = closures.count + 1 }
    }

    private mutating func walk(_ atom: Int, _ used: inout Set<Int>) {
        seen[atom] = true
        for bond in graph.bondIndices[atom] {
            let next = graph.other(bond, than: atom)
            if !seen[next] {
                used.insert(bond)
                walk(next, &used)
            }
        }
    }

    private mutating func branch(from atom: Int, by bond: Int?) -> String {
        seen[atom] = true
        var text = bond.map { symbol($0) } ?? ""
        let charge = graph.charges[atom]
        let sign = charge == 0 ? "" : charge > 0 ? "+\(charge)" : "\(charge)"
        text += "[\(Element.symbol(graph.elements[atom]))\(sign):\(atom + 1)]"
        for bond in graph.bondIndices[atom] {
            if let number = closures[bond] { text += symbol(bond) + (number < 10 ? "\(number)" : "%\(number)") }
        }
        for bond in graph.bondIndices[atom] where closures[bond] == nil {
            let next = graph.other(bond, than: atom)
            if !seen[next] { text += "(" + branch(from: next, by: bond) + ")" }
        }
        return text
    }

    private func symbol(_ bond: Int) -> String {
        switch graph.bonds[bond].order {
        case 2: "="
        case 3: "#"
        default: "-"
        }
    }
}
