internal import CRDKit

extension Molecule {
    /// The molecule made of some atoms and the hydrogens bonded to them.
    ///
    /// Every bond that is cut is replaced by as many hydrogens as its Lewis order. Map numbers and configurations are kept; the added
    /// hydrogens have no map number.
    /// - Parameter atoms: 0-based atom indices, which must be connected.
    /// - Throws: ``ChemistryError`` of kind `invalidSelection`.
    public func extractingFragment(atoms: [Int]) throws(ChemistryError) -> Molecule {
        guard !atoms.isEmpty, atoms.allSatisfy(self.atoms.indices.contains) else {
            throw ChemistryError(.invalidSelection, "the atoms \(atoms) are not all atoms of the molecule")
        }
        let kept = atoms.map(Int32.init)
        let maps = mapNumbers.map(Int32.init)
        let pointer = try calling(.invalidSelection, "the atoms \(atoms) make no fragment") {
            crd_extract(handle.pointer, maps, kept, Int32(kept.count), $0)
        }
        return Molecule(taking: pointer)
    }
}
