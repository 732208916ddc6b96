internal import Chemistry

extension Molecule {
    /// One of each class of equivalent bonds that can be driven: the pairs of map numbers 1 and 2 where the SMILES has
    /// them, else the rotatable bonds of the default workflow, else every single bond outside rings with neighbours at both
    /// ends.
    func drivenBonds() throws -> [[Int]] {
        let named = [1, 2].compactMap { number in atoms.firstIndex { $0.mapNumber == number } }
        if named.count == 2 { return [named] }
        for pattern in ["[!#1]~[!$(*#*)&!D1:1]-,=;!@[!$(*#*)&!D1:2]~[!#1]", "[!D1:1]-;!@[!D1:2]"] {
            let classes = symmetryClasses()
            var known: Set<[Int]> = []
            let bonds = matches(of: try SMARTS(pattern), unique: true).filter {
                known.insert($0.map { classes[$0] }.sorted()).inserted
            }
            if !bonds.isEmpty { return bonds.map { $0.sorted() } }
        }
        return []
    }

    /// The molecule's SMILES with map numbers 1 and 2 on the atoms of a bond and no others.
    func smiles(driving bond: [Int]) -> String {
        var numbers = [Int](repeating: 0, count: atoms.count)
        (numbers[bond[0]], numbers[bond[1]]) = (1, 2)
        return withMapNumbers(numbers).smiles()
    }
}
