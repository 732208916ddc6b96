/// Four atoms in a row whose dihedral is driven.
struct DrivenDihedral {
    let atoms: [Int]

    init(_ atoms: [Int]) { self.atoms = atoms }

    /// Refuses a dihedral that cannot be turned freely.
    func validate(in graph: BondGraph, at x: [Vector]) throws(TorsionDriveError) {
        try validate(in: graph)
        for triple in [atoms[0...2], atoms[1...3]] {
            let t = Array(triple)
            guard TorsionDrive.angle(x[t[0]], x[t[1]], x[t[2]]) < 175 * Double.pi / 180 else {
                throw TorsionDriveError(
                    "the atoms \(t) lie in a line, so the dihedral \(atoms) has no value; choose the next atom along")
            }
        }
    }

    /// Refuses a dihedral whose atoms are not a chain of bonds about a bond outside rings.
    func validate(in graph: BondGraph) throws(TorsionDriveError) {
        guard atoms.count == 4, Set(atoms).count == 4, atoms.allSatisfy((0..<graph.count).contains) else {
            throw TorsionDriveError(
                "a dihedral needs four different atoms from 0 to \(graph.count - 1); it is \(atoms)")
        }
        for (i, j) in zip(atoms, atoms.dropFirst()) where !graph.isBonded(i, j) {
            throw TorsionDriveError("atoms \(i) and \(j) of the dihedral \(atoms) are not bonded")
        }
        guard !graph.isInRing(atoms[1], atoms[2]) else {
            throw TorsionDriveError(
                "the bond between atoms \(atoms[1]) and \(atoms[2]) lies in a ring and cannot be driven")
        }
    }
}
