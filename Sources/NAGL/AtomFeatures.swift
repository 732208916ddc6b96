internal import Chemistry
internal import LinearAlgebra

/// The features of atoms that the network reads.
///
/// Columns: element (C, O, H, N, S, F, Br, Cl, I, P), number of bonded atoms (0–6), average formal charge [e], membership in
/// rings of 3, 4, 5 and 6 atoms.
enum AtomFeatures {
    /// Atomic numbers in the order of the element columns.
    static let elements = [6, 8, 1, 7, 16, 9, 35, 17, 53, 15]
    private static let largestDegree = 6
    /// The number of columns.
    static let count = elements.count + largestDegree + 1 + 1 + SmallRings.sizes.count

    /// The features of a molecule's atoms, shape (atoms, 22).
    static func matrix(of molecule: Molecule) throws(NAGLError) -> Matrix {
        let charges = try AverageFormalCharges.charges(of: molecule)
        let rings = SmallRings(KekuleGraph(molecule))
        var features = Matrix(rows: molecule.atoms.count, columns: count)
        for (index, atom) in molecule.atoms.enumerated() {
            if let column = elements.firstIndex(of: atom.atomicNumber) { features[index, column] = 1 }
            let degree = molecule.neighbors[index].count
            if degree <= largestDegree { features[index, elements.count + degree] = 1 }
            let next = elements.count + largestDegree + 1
            features[index, next] = charges[index]
            for (offset, size) in SmallRings.sizes.enumerated() where rings.sizes[index].contains(size) {
                features[index, next + 1 + offset] = 1
            }
        }
        return features
    }
}
