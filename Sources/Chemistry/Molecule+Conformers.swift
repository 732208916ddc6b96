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
        var series = ConformerSeries(self, rmsThreshold: rmsThreshold, seed: seed)
        try series.extend(to: maximum)
        let found = series.kept
        guard !found.isEmpty else { throw withoutGeometry }
        return cisCarboxylicAcids ? withCisCarboxylicAcids(found) : found
    }

    /// Geometries [Å] for averaged semi-empirical properties: up to 800 conformers (RMS pruning 1.0 Å) reduced by ``ELF10``.
    ///
    /// Conformers are made in growing numbers (10, 40, 160, …) until a larger number brings no new one: rigid molecules
    /// have few, and making 800 of them is most of the cost.
    ///
    /// - Parameters:
    ///   - maximum: the most conformers to make.
    ///   - rmsThreshold: conformers closer than this to a kept one are dropped [Å].
    ///   - seed: seed of the random numbers.
    ///   - selection: how conformers are chosen from them.
    /// - Throws: ``ChemistryError`` when no geometry can be made or MMFF94 has no charges for the molecule.
    public func elf10Conformers(
        maximum: Int = 800, rmsThreshold: Double = 1.0, seed: Int = 1, selection: ELF10 = ELF10()
    ) throws(ChemistryError) -> [[SIMD3<Double>]] {
        var series = ConformerSeries(self, rmsThreshold: rmsThreshold, seed: seed)
        var number = min(10, maximum)
        while true {
            let known = series.kept.count
            try series.extend(to: number)
            if series.kept.count <= known || number >= maximum { break }
            number = min(4 * number, maximum)
        }
        guard !series.kept.isEmpty else { throw withoutGeometry }
        let all = withCisCarboxylicAcids(series.kept)
        return try selection.selection(self, from: all).map { all[$0] }
    }

    private var withoutGeometry: ChemistryError {
        ChemistryError(
            .conformerGeneration,
            "no three-dimensional structure of \(smiles(explicitHydrogens: false, mapped: false)) could be made; "
                + "check its stereochemistry and ring closures, or give a file with coordinates")
    }
}
