internal import Chemistry

/// The properties of an atom that a cluster pattern spells out.
struct AtomDecorators: Hashable, Sendable {
    /// Atomic number, hydrogens, degree, ring bonds, smallest ring (0: none), formal charge, aromaticity (1 or 0).
    private let fields: [Int]

    /// The properties of an atom of a molecule with explicit hydrogens.
    ///
    /// - Parameter index: 0-based atom index.
    init(of index: Int, in molecule: Molecule) {
        let atom = molecule.atoms[index]
        let hydrogens = molecule.neighbors[index].count { molecule.atoms[$0].atomicNumber == 1 }
        fields = [
            atom.atomicNumber, hydrogens, molecule.neighbors[index].count, atom.ringBondCount, atom.smallestRing,
            atom.formalCharge, atom.isAromatic ? 1 : 0,
        ]
    }

    /// The number of equal properties, 0 to 7, a tenth of it where the elements differ.
    func similarity(to other: AtomDecorators) -> Double {
        let common = Double(zip(fields, other.fields).count { $0 == $1 })
        return fields[0] == other.fields[0] ? common : common / 10
    }

    /// SMARTS primitives, e.g. `#6H3X4x0!r+0A`.
    var text: String {
        let ring = fields[4] == 0 ? "!r" : "r\(fields[4])"
        let charge = fields[5] < 0 ? "\(fields[5])" : "+\(fields[5])"
        return "#\(fields[0])H\(fields[1])X\(fields[2])x\(fields[3])\(ring)\(charge)\(fields[6] == 1 ? "a" : "A")"
    }
}
