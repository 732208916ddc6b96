internal import CRDKit

extension Molecule {
    /// Partial charges of the MMFF94 force field, one per atom [e].
    /// - Source: Halgren, J. Comput. Chem. 17, 520 (1996).
    /// - Throws: ``ChemistryError`` of kind `computation` when the field has no parameters for an atom.
    public func mmff94Charges() throws(ChemistryError) -> [Double] {
        var charges = [Double](repeating: 0, count: atoms.count)
        _ = try calling(.computation, "no MMFF94 charges for \(smiles(explicitHydrogens: false, mapped: false))") {
            error in
            crd_mmff_charges(handle.pointer, &charges, error) == 0 ? true : nil
        }
        return charges
    }

    /// Smallest root-mean-square distance [Å] between two geometries after superposition, over heavy atoms and all their
    /// symmetry-equivalent orders.
    /// - Throws: ``ChemistryError`` of kind `computation`.
    public func bestRMS(_ first: [SIMD3<Double>], _ second: [SIMD3<Double>]) throws(ChemistryError) -> Double {
        precondition(first.count == atoms.count && second.count == atoms.count, "one position per atom is needed")
        let flatFirst = first.flatMap { [$0.x, $0.y, $0.z] }
        let flatSecond = second.flatMap { [$0.x, $0.y, $0.z] }
        return try calling(.computation, "geometries could not be superposed") { error in
            let value = crd_best_rms(handle.pointer, flatFirst, flatSecond, error)
            return value < 0 ? nil : value
        }
    }
}
