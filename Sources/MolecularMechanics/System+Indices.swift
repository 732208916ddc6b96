extension System {
    /// Throws when a term names an atom outside the system or one atom twice.
    func checkIndices() throws(MolecularMechanicsError) {
        for bond in bonds { try check([bond.i, bond.j], "bond") }
        for angle in angles { try check([angle.i, angle.j, angle.k], "angle") }
        for torsion in propers { try check([torsion.i, torsion.j, torsion.k, torsion.l], "proper torsion") }
        for torsion in impropers { try check([torsion.i, torsion.j, torsion.k, torsion.l], "improper torsion") }
        for pair in excludedPairs { try check([pair.i, pair.j], "excluded pair") }
        for pair in scaledPairs { try check([pair.i, pair.j], "1-4 pair") }
        for torsion in propers + impropers where torsion.periodicity < 1 {
            throw MolecularMechanicsError(
                .badTerm, "a torsion has periodicity \(torsion.periodicity); it must be 1 or more")
        }
    }

    private func check(_ atoms: [Int], _ kind: String) throws(MolecularMechanicsError) {
        let distinct = Set(atoms).count == atoms.count
        if distinct, atoms.allSatisfy({ particles.indices.contains($0) }) { return }
        throw MolecularMechanicsError(
            .badTerm,
            "the \(kind) over atoms \(atoms) does not fit a molecule of \(particles.count) atoms; "
                + "its atoms must be distinct and numbered from 0")
    }
}
