/// What must agree between atoms and bonds of isomorphic molecules, besides elements, charges, aromaticity and orders.
public struct IsomorphismCriteria: Hashable, Sendable {
    /// Whether R/S and E/Z labels must agree.
    public var stereo: Bool
    /// Whether map numbers must agree.
    public var mapNumbers: Bool

    /// Criteria; by default stereochemistry counts and map numbers do not.
    public init(stereo: Bool = true, mapNumbers: Bool = false) {
        self.stereo = stereo
        self.mapNumbers = mapNumbers
    }
}

/// Colours of the atoms of two molecules: isomorphic atoms have equal colours.
///
/// Starts from each atom's own properties and refines by the neighbours' colours until nothing changes.
struct GraphColoring {
    private(set) var first: [Int]
    private(set) var second: [Int]

    init(_ one: Molecule, _ other: Molecule, _ criteria: IsomorphismCriteria) {
        var numbers = Numbering()
        first = one.atoms.indices.map { numbers[Self.key(one, $0, criteria)] }
        second = other.atoms.indices.map { numbers[Self.key(other, $0, criteria)] }
        var count = numbers.count
        while true {
            var refined = Numbering()
            let nextFirst = one.atoms.indices.map { refined[Self.refinedKey(one, $0, first, criteria)] }
            let nextSecond = other.atoms.indices.map { refined[Self.refinedKey(other, $0, second, criteria)] }
            first = nextFirst
            second = nextSecond
            if refined.count == count { return }
            count = refined.count
        }
    }

    /// Label of a bond; aromatic bonds are alike whatever their Kekulé order.
    static func label(_ bond: Bond, _ criteria: IsomorphismCriteria) -> Int {
        let stereo = criteria.stereo ? (bond.stereo == .E ? 1 : bond.stereo == .Z ? 2 : 0) : 0
        return (bond.isAromatic ? 4 : bond.order) * 3 + stereo
    }

    private static func key(_ molecule: Molecule, _ index: Int, _ criteria: IsomorphismCriteria) -> [Int] {
        let atom = molecule.atoms[index]
        let stereo = criteria.stereo ? (atom.stereo == .R ? 1 : atom.stereo == .S ? 2 : 0) : 0
        return [
            atom.atomicNumber, atom.formalCharge, atom.isAromatic ? 1 : 0, stereo, molecule.neighbors[index].count,
            criteria.mapNumbers ? atom.mapNumber : 0,
        ]
    }

    private static func refinedKey(
        _ molecule: Molecule, _ index: Int, _ colors: [Int], _ criteria: IsomorphismCriteria
    ) -> [Int] {
        let around = zip(molecule.neighbors[index], molecule.bondIndices[index]).map { neighbor, bond in
            colors[neighbor] * 16 + label(molecule.bonds[bond], criteria)
        }
        return [colors[index]] + around.sorted()
    }

    /// Numbers keys in the order in which they first come.
    private struct Numbering {
        private var numbers: [[Int]: Int] = [:]
        var count: Int { numbers.count }

        subscript(key: [Int]) -> Int {
            mutating get {
                if let number = numbers[key] { return number }
                numbers[key] = numbers.count
                return numbers.count - 1
            }
        }
    }
}
