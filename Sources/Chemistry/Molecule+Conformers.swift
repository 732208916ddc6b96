internal import CRDKit

extension Molecule {
    /// Geometries [Å] by distance geometry with experimental torsion preferences (ETKDG), as openff-toolkit makes them
    /// with RDKit: greedy pruning by heavy-atom best RMS, a second try from random coordinates, hydroxyl hydrogens of
    /// carboxylic acids turned cis to the carbonyl.
    ///
    /// - Parameters:
    ///   - maximum: the most conformers to make.
    ///   - rmsThreshold: conformers closer than this to a kept one are dropped [Å].
    ///   - seed: seed of the random numbers; equal seeds give equal geometries.
    ///   - cisCarboxylicAcids: whether trans O=C–O–H are turned by 180°.
    /// - Source: Riniker, Landrum, J. Chem. Inf. Model. 55, 2562 (2015), 10.1021/acs.jcim.5b00654.
    /// - Throws: ``ChemistryError`` of kind `conformerGeneration` when no geometry could be made.
    public func generatedConformers(
        maximum: Int, rmsThreshold: Double, seed: Int = 1, cisCarboxylicAcids: Bool = true
    ) throws(ChemistryError) -> [[SIMD3<Double>]] {
        var found = try embedded(maximum, rmsThreshold, seed, randomCoordinates: false)
        if found.isEmpty { found = try embedded(maximum, rmsThreshold, seed, randomCoordinates: true) }
        guard !found.isEmpty else {
            throw ChemistryError(
                .conformerGeneration,
                "no three-dimensional structure of \(smiles(explicitHydrogens: false, mapped: false)) could be made; "
                    + "check its stereochemistry and ring closures, or give a file with coordinates")
        }
        return cisCarboxylicAcids ? withCisCarboxylicAcids(found) : found
    }

    private func embedded(
        _ maximum: Int, _ threshold: Double, _ seed: Int, randomCoordinates: Bool
    ) throws(ChemistryError) -> [[SIMD3<Double>]] {
        guard maximum > 0, !atoms.isEmpty else { return [] }
        var buffer: UnsafeMutablePointer<Double>?
        let count = try calling(.conformerGeneration, "conformers could not be generated") { error -> Int? in
            let count = crd_embed(
                handle.pointer, Int32(clamping: maximum), threshold, Int32(truncatingIfNeeded: seed),
                randomCoordinates ? 1 : 0, &buffer, error)
            return count < 0 ? nil : Int(count)
        }
        defer { crd_free(buffer) }
        guard let buffer else { return [] }
        let size = atoms.count
        return (0..<count).map { conformer in
            (0..<size).map { atom in
                let start = 3 * (conformer * size + atom)
                return SIMD3(buffer[start], buffer[start + 1], buffer[start + 2])
            }
        }
    }
}
