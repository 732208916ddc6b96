public import Chemistry

/// The common tree of the environments of several atom tuples, written as one SMARTS pattern.
///
/// Nodes stand for atoms. A node lists the properties of all atoms that it stands for as alternatives, and a branch that one of the
/// environments lacks is left out. Bonds that close rings do not appear; ring membership does.
/// - Source: science specification §3.2, after the ChemPer cluster graph (C. Bayly Zanette et al., J. Chem. Theory Comput. 15 (2019) 402).
public struct ClusterGraph: Sendable {
    /// How far from the tagged atoms the pattern reaches.
    public enum Layers: Hashable, Sendable {
        /// To the end of the molecule.
        case all
        /// This many bonds.
        case some(Int)

        var next: Layers? {
            switch self {
            case .all: .all
            case .some(let count): count > 1 ? .some(count - 1) : nil
            }
        }
    }

    struct Node: Sendable {
        var label: Int?
        var decorators: Set<AtomDecorators>
        var edges: [Edge] = []

        func similarity(to atom: AtomDecorators) -> Double { decorators.map { $0.similarity(to: atom) }.max() ?? 0 }
    }

    struct Edge: Sendable {
        let node: Int
        let bond: Int
    }

    let layers: Layers
    let isStar: Bool
    var nodes: [Node] = []
    var bonds: [BondDecorators] = []
    var tagCount = 0

    /// An empty pattern.
    ///
    /// - Parameter isStar: whether the second tagged atom is bonded to all others; else they are a chain.
    public init(layers: Layers, isStar: Bool = false) { (self.layers, self.isStar) = (layers, isStar) }

    /// Widens the pattern to match these tuples of a molecule too.
    ///
    /// The first tuple ever added sets the tree. A later one is laid over it, reversed if that fits better.
    /// - Parameter tuples: 0-based atom indices, each tuple a chain of bonded atoms or a star, all of one length. Those of a star
    ///   are laid over each other in their order.
    public mutating func add(_ molecule: Molecule, tuples: [[Int]]) {
        for tuple in tuples {
            if nodes.isEmpty { start(molecule, tuple) } else { overlay(molecule, tuple) }
        }
    }

    private mutating func start(_ molecule: Molecule, _ tuple: [Int]) {
        tagCount = tuple.count
        var placed: [Int: Int] = [:]
        for (position, atom) in tuple.enumerated() {
            let node = append(AtomDecorators(of: atom, in: molecule), label: position + 1)
            let previous =
                isStar && position > 1
                ? tuple[1] : tuple[..<position].last { molecule.bond(between: $0, and: atom) != nil }
            if let previous, let partner = placed[previous], let bond = molecule.bond(between: previous, and: atom) {
                link(partner, node, bond)
            }
            placed[atom] = node
        }
        for (position, atom) in tuple.enumerated() { extend(molecule, atom, position, layers, &placed, growing: true) }
    }

    private mutating func overlay(_ molecule: Molecule, _ tuple: [Int]) {
        let oriented = oriented(tuple, in: molecule)
        var placed: [Int: Int] = [:]
        for (node, atom) in oriented.enumerated() {
            nodes[node].decorators.insert(AtomDecorators(of: atom, in: molecule))
            placed[atom] = node
        }
        for (node, atom) in oriented.enumerated() {
            for (other, partner) in oriented.enumerated().dropFirst(node + 1) {
                guard let bond = molecule.bond(between: atom, and: partner), let edge = edge(node, other) else {
                    continue
                }
                bonds[edge].add(bond)
            }
        }
        for (node, atom) in oriented.enumerated() { extend(molecule, atom, node, layers, &placed, growing: false) }
    }

    /// Adds the environment of an atom, all its neighbours before theirs.
    private mutating func extend(
        _ molecule: Molecule, _ atom: Int, _ node: Int, _ layers: Layers, _ placed: inout [Int: Int], growing: Bool
    ) {
        let fresh = molecule.neighbors[atom].filter { placed[$0] == nil }
        let pairs =
            growing
            ? fresh.map { ($0, grow(node, molecule, atom, $0)) }
            : laidOver(node, molecule, atom, fresh, taken: Set(placed.values))
        for (neighbor, child) in pairs { placed[neighbor] = child }
        guard let next = layers.next else { return }
        for (neighbor, child) in pairs { extend(molecule, neighbor, child, next, &placed, growing: growing) }
    }

    private mutating func grow(_ node: Int, _ molecule: Molecule, _ atom: Int, _ neighbor: Int) -> Int {
        let child = append(AtomDecorators(of: neighbor, in: molecule), label: nil)
        if let bond = molecule.bond(between: atom, and: neighbor) { link(node, child, bond) }
        return child
    }

    /// Pairs neighbours with the children of a node; children that no neighbour fits are removed.
    private mutating func laidOver(
        _ node: Int, _ molecule: Molecule, _ atom: Int, _ neighbors: [Int], taken: Set<Int>
    ) -> [(Int, Int)] {
        let children = nodes[node].edges.filter { !taken.contains($0.node) }
        let atoms = neighbors.map { AtomDecorators(of: $0, in: molecule) }
        let links = neighbors.compactMap { molecule.bond(between: atom, and: $0) }
        let weights = zip(atoms, links).map { decorators, bond in
            children.map { nodes[$0.node].similarity(to: decorators) + bonds[$0.bond].similarity(to: bond) }
        }
        var result: [(Int, Int)] = []
        var kept: Set<Int> = []
        for (row, column) in MaximumWeightMatching.pairs(weights) {
            let child = children[column]
            nodes[child.node].decorators.insert(atoms[row])
            bonds[child.bond].add(links[row])
            kept.insert(child.node)
            result.append((neighbors[row], child.node))
        }
        let lost = Set(children.map(\.node)).subtracting(kept)
        nodes[node].edges.removeAll { lost.contains($0.node) }
        return result
    }

    /// The tuple, or its reverse where that resembles the tagged nodes more.
    private func oriented(_ tuple: [Int], in molecule: Molecule) -> [Int] {
        guard tuple.count > 1, tuple.count == tagCount, !isStar else { return tuple }
        let weights = [tuple, tuple.reversed()].map { ends in
            [Array(0..<tagCount), (0..<tagCount).reversed()].map { labels in similarity(ends, labels, molecule) }
        }
        return MaximumWeightMatching.pairs(weights).first?.column == 1 ? tuple.reversed() : tuple
    }

    /// How well the first half of a chain resembles that of a chain of nodes: inner atom, outer bond, outer atom.
    private func similarity(_ chain: [Int], _ labels: [Int], _ molecule: Molecule) -> Double {
        let outer = nodes[labels[0]].similarity(to: AtomDecorators(of: chain[0], in: molecule))
        guard chain.count > 2 else { return outer }
        var sum = 0.0
        if chain.count == 4 { sum += nodes[labels[1]].similarity(to: AtomDecorators(of: chain[1], in: molecule)) }
        if let bond = molecule.bond(between: chain[0], and: chain[1]), let edge = edge(labels[0], labels[1]) {
            sum += bonds[edge].similarity(to: bond)
        }
        return sum + outer
    }

    private func edge(_ a: Int, _ b: Int) -> Int? { nodes[a].edges.first { $0.node == b }?.bond }

    private mutating func append(_ decorators: AtomDecorators, label: Int?) -> Int {
        nodes.append(Node(label: label, decorators: [decorators]))
        return nodes.count - 1
    }

    private mutating func link(_ a: Int, _ b: Int, _ bond: Bond) {
        bonds.append(BondDecorators(bond))
        nodes[a].edges.append(Edge(node: b, bond: bonds.count - 1))
        nodes[b].edges.append(Edge(node: a, bond: bonds.count - 1))
    }
}
