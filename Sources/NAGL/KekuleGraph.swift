import Chemistry

/// A molecule as elements, formal charges and whole bond orders, without stereo or aromaticity.
struct KekuleGraph: Hashable {
    struct Bond: Hashable {
        let a, b: Int
        var order: Int
    }

    /// Atomic numbers.
    let elements: [Int]
    /// Formal charges [e].
    var charges: [Int]
    var bonds: [Bond]
    /// Per atom the indices of its bonds.
    let bondIndices: [[Int]]

    init(_ molecule: Molecule) {
        elements = molecule.atoms.map(\.atomicNumber)
        charges = molecule.atoms.map(\.formalCharge)
        bonds = molecule.bonds.map { Bond(a: $0.a, b: $0.b, order: $0.order) }
        bondIndices = molecule.bondIndices
    }

    /// The orders of an atom's bonds, ascending.
    func bondOrders(of atom: Int) -> [Int] { bondIndices[atom].map { bonds[$0].order }.sorted() }

    /// The bond between two atoms.
    func bondIndex(_ first: Int, _ second: Int) -> Int? {
        bondIndices[first].first { bonds[$0].a == second || bonds[$0].b == second }
    }

    func other(_ bond: Int, than atom: Int) -> Int { bonds[bond].a == atom ? bonds[bond].b : bonds[bond].a }

    /// A SMILES with every atom in brackets and mapped to its index + 1.
    var mappedSMILES: String {
        var writer = KekuleWriter(graph: self)
        return writer.text()
    }
}
