internal import CRDKit
internal import Units

extension Molecule {
    /// Molecular formula in Hill's order: carbon, hydrogen, then the other symbols alphabetically (all alphabetically
    /// without carbon); the charge is not written.
    /// - Source: Hill, J. Am. Chem. Soc. 22, 478 (1900).
    public var hillFormula: String {
        var counts = Dictionary(atoms.map { ($0.symbol, 1) }, uniquingKeysWith: +)
        var terms: [(String, Int)] = []
        if let carbons = counts.removeValue(forKey: "C") {
            terms.append(("C", carbons))
            if let hydrogens = counts.removeValue(forKey: "H") { terms.append(("H", hydrogens)) }
        }
        terms += counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return terms.map { $0.1 == 1 ? $0.0 : "\($0.0)\($0.1)" }.joined()
    }

    /// Atom indices per connected component, components in the order of their first atom.
    public var components: [[Int]] {
        var component = [Int](repeating: -1, count: atoms.count)
        var found: [[Int]] = []
        for start in atoms.indices where component[start] < 0 {
            var members = [start]
            component[start] = found.count
            var next = 0
            while next < members.count {
                for neighbor in neighbors[members[next]] where component[neighbor] < 0 {
                    component[neighbor] = found.count
                    members.append(neighbor)
                }
                next += 1
            }
            found.append(members.sorted())
        }
        return found
    }

    /// Symbols of the molecule's elements that are not among the given atomic numbers, each once, by atomic number.
    public func elements(outside supported: Set<Int>) -> [String] {
        Set(atoms.map(\.atomicNumber)).subtracting(supported).sorted().map(Element.symbol)
    }
}
