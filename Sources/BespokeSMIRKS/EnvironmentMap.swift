internal import Chemistry

/// Finds the same atoms in two copies of one molecule.
struct EnvironmentMap {
    private let first: Molecule
    private let second: Molecule
    private let firstMarks: [Int]
    private let secondMarks: [Int]

    /// Atom indices of the second copy for each atom of the first, such that the bonds given correspond; nil if there are none.
    ///
    /// - Parameters:
    ///   - firstBond: 0-based atom indices of a bond of the first copy.
    ///   - secondBond: the bond of the second copy that corresponds, in either direction.
    static func isomorphism(
        _ first: Molecule, _ firstBond: (Int, Int), _ second: Molecule, _ secondBond: (Int, Int)
    ) -> [Int]? {
        guard first.atoms.count == second.atoms.count, first.bonds.count == second.bonds.count else { return nil }
        let map = EnvironmentMap(
            first: first, second: second, firstMarks: marks(first), secondMarks: marks(second))
        return map.extended(firstBond, secondBond) ?? map.extended(firstBond, (secondBond.1, secondBond.0))
    }

    /// A number for each atom that depends on the whole graph around it, the same in every copy of the molecule.
    private static func marks(_ molecule: Molecule) -> [Int] {
        var marks = molecule.atoms.map { atom in
            mixed([
                atom.atomicNumber, atom.formalCharge, atom.isAromatic ? 1 : 0, atom.smallestRing, atom.ringBondCount,
            ])
        }
        for _ in molecule.atoms.indices {
            marks = marks.indices.map { index in
                let around = zip(molecule.neighbors[index], molecule.bondIndices[index]).map { neighbor, bond in
                    mixed([marks[neighbor], molecule.bonds[bond].isAromatic ? 4 : molecule.bonds[bond].order])
                }
                return mixed([marks[index]] + around.sorted())
            }
        }
        return marks
    }

    /// FNV-1a over machine words.
    private static func mixed(_ words: [Int]) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for word in words {
            hash = (hash ^ UInt64(bitPattern: Int64(word))) &* 0x100_0000_01B3
            hash ^= hash >> 29
        }
        return Int(truncatingIfNeeded: hash)
    }

    private func extended(_ firstBond: (Int, Int), _ secondBond: (Int, Int)) -> [Int]? {
        var map = [Int](repeating: -1, count: first.atoms.count)
        var used = Set<Int>()
        guard place(firstBond.0, secondBond.0, &map, &used), place(firstBond.1, secondBond.1, &map, &used) else {
            return nil
        }
        return search(order(from: [firstBond.0, firstBond.1]), 2, &map, &used) ? map : nil
    }

    /// Atoms outwards from the bond, so that each has a neighbour before it.
    private func order(from start: [Int]) -> [Int] {
        var order = start
        var seen = Set(start)
        var next = 0
        while next < order.count {
            for neighbor in first.neighbors[order[next]] where seen.insert(neighbor).inserted { order.append(neighbor) }
            next += 1
        }
        return order
    }

    private func search(_ order: [Int], _ position: Int, _ map: inout [Int], _ used: inout Set<Int>) -> Bool {
        guard position < order.count else { return order.count == map.count }
        let atom = order[position]
        guard let anchor = first.neighbors[atom].first(where: { map[$0] >= 0 }) else { return false }
        for candidate in second.neighbors[map[anchor]] where place(atom, candidate, &map, &used) {
            if search(order, position + 1, &map, &used) { return true }
            map[atom] = -1
            used.remove(candidate)
        }
        return false
    }

    private func place(_ atom: Int, _ candidate: Int, _ map: inout [Int], _ used: inout Set<Int>) -> Bool {
        guard !used.contains(candidate), firstMarks[atom] == secondMarks[candidate] else { return false }
        let agrees = first.neighbors[atom].allSatisfy { map[$0] < 0 || second.neighbors[candidate].contains(map[$0]) }
        guard agrees else { return false }
        map[atom] = candidate
        used.insert(candidate)
        return true
    }
}
