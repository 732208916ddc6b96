internal import Chemistry
internal import ElectronicStructure
internal import Units

/// The bonds that a geometry shows, against those of its molecule.
///
/// Two atoms are bonded when they are closer than 1.2 times the sum of their covalent radii. Atoms that share a neighbour
/// are never taken for newly bonded: small rings and cages press them together.
struct Connectivity {
    /// Pairs of bonded atoms of the molecule that are apart, from 1, ascending.
    let missing: [[Int]]
    /// Pairs of atoms without a bond that have come close, from 1, ascending.
    let extra: [[Int]]

    /// Compares a geometry [bohr] with a molecule of as many atoms.
    init(_ geometry: [SIMD3<Double>], of molecule: Molecule) {
        let radii = molecule.atoms.map {
            Element.covalentRadius($0.atomicNumber) / Constants.angstromPerBohr
        }
        var (missing, extra): ([[Int]], [[Int]]) = ([], [])
        for i in geometry.indices {
            for j in geometry.indices where j > i {
                let apart = geometry[i] - geometry[j]
                let isClose = (apart * apart).sum().squareRoot() < 1.2 * (radii[i] + radii[j])
                let isBonded = molecule.bond(between: i, and: j) != nil
                if isBonded, !isClose { missing.append([i + 1, j + 1]) }
                guard isClose, !isBonded else { continue }
                if Set(molecule.neighbors[i]).isDisjoint(with: molecule.neighbors[j]) { extra.append([i + 1, j + 1]) }
            }
        }
        (self.missing, self.extra) = (missing, extra)
    }

    /// What changed, or nil when the bonds are those of the molecule.
    var change: String? {
        func pairs(_ list: [[Int]]) -> String {
            list.map { "(" + $0.map(String.init).joined(separator: ", ") + ")" }.joined(separator: ", ")
        }
        let parts = [
            missing.isEmpty ? nil : "missing bonds \(pairs(missing))",
            extra.isEmpty ? nil : "unexpected bonds \(pairs(extra))",
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ") + " (atoms from 1)"
    }

    /// - Throws: ``WorkflowError`` that names the pairs, when the bonds are not those of the molecule.
    static func check(
        _ geometry: [SIMD3<Double>], of molecule: Molecule, cmiles: String, record: String
    ) throws(WorkflowError) {
        guard let change = Connectivity(geometry, of: molecule).change else { return }
        throw WorkflowError(
            type: "ConnectivityError",
            "\(record): Reference data does not match target. The geometry has other bonds than \(cmiles): \(change)")
    }
}
