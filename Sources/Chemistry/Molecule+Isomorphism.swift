extension Molecule {
    /// An assignment of this molecule's atoms to another's, `result[i]` being the other's atom for atom `i`, that keeps
    /// elements, charges, aromaticity, bonds and what the criteria ask for; nil if there is none.
    ///
    /// Kekulé orders of aromatic bonds need not agree.
    public func isomorphism(to other: Molecule, criteria: IsomorphismCriteria = IsomorphismCriteria()) -> [Int]? {
        guard atoms.count == other.atoms.count, bonds.count == other.bonds.count else { return nil }
        let coloring = GraphColoring(self, other, criteria)
        guard coloring.first.sorted() == coloring.second.sorted() else { return nil }
        var search = IsomorphismSearch(self, other, coloring, criteria)
        return search.run()
    }

    /// Whether the molecules are the same graph; see ``isomorphism(to:criteria:)``.
    public func isIsomorphic(to other: Molecule, criteria: IsomorphismCriteria = IsomorphismCriteria()) -> Bool {
        isomorphism(to: other, criteria: criteria) != nil
    }
}

/// Backtracking over the atoms of one molecule in an order in which each (but the first of a component) has an assigned
/// neighbour.
private struct IsomorphismSearch {
    private let one: Molecule
    private let other: Molecule
    private let coloring: GraphColoring
    private let criteria: IsomorphismCriteria
    private let order: [(atom: Int, parent: Int?)]
    private var image: [Int]
    private var isTaken: [Bool]

    init(_ one: Molecule, _ other: Molecule, _ coloring: GraphColoring, _ criteria: IsomorphismCriteria) {
        self.one = one
        self.other = other
        self.coloring = coloring
        self.criteria = criteria
        self.order = Self.walk(one, coloring.first)
        self.image = [Int](repeating: -1, count: one.atoms.count)
        self.isTaken = [Bool](repeating: false, count: one.atoms.count)
    }

    mutating func run() -> [Int]? { assign(0) ? image : nil }

    private mutating func assign(_ step: Int) -> Bool {
        guard step < order.count else { return true }
        let (atom, parent) = order[step]
        let candidates = parent.map { other.neighbors[image[$0]] } ?? Array(other.atoms.indices)
        for candidate in candidates where fits(atom, candidate) {
            image[atom] = candidate
            isTaken[candidate] = true
            if assign(step + 1) { return true }
            image[atom] = -1
            isTaken[candidate] = false
        }
        return false
    }

    private func fits(_ atom: Int, _ candidate: Int) -> Bool {
        guard !isTaken[candidate], coloring.first[atom] == coloring.second[candidate] else { return false }
        return zip(one.neighbors[atom], one.bondIndices[atom]).allSatisfy { neighbor, bond in
            guard image[neighbor] >= 0 else { return true }
            guard let partner = other.bond(between: candidate, and: image[neighbor]) else { return false }
            return GraphColoring.label(partner, criteria) == GraphColoring.label(one.bonds[bond], criteria)
        }
    }

    /// Breadth-first order from atoms of the rarest colour.
    private static func walk(_ molecule: Molecule, _ colors: [Int]) -> [(atom: Int, parent: Int?)] {
        let frequency = Dictionary(colors.map { ($0, 1) }, uniquingKeysWith: +)
        let starts = molecule.atoms.indices.sorted {
            (frequency[colors[$0], default: 0], $0) < (frequency[colors[$1], default: 0], $1)
        }
        var order: [(atom: Int, parent: Int?)] = []
        var seen = Set<Int>()
        for start in starts where seen.insert(start).inserted {
            var next = order.count
            order.append((start, nil))
            while next < order.count {
                let atom = order[next].atom
                for neighbor in molecule.neighbors[atom] where seen.insert(neighbor).inserted {
                    order.append((neighbor, atom))
                }
                next += 1
            }
        }
        return order
    }
}
