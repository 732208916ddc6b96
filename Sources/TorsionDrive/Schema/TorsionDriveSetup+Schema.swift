public import ElectronicStructure
internal import JSON

extension TorsionDriveSetup {
    /// The drive that a QCSchema input asks for.
    ///
    /// - Parameter bonds: the bonds, pairs of 0-based atoms; nil to take them from the first molecule's connectivity.
    /// - Throws: ``TorsionDriveError`` when there are no molecules, no bonds, several dihedrals, or a molecule or setting
    ///   that cannot be read.
    public init(input: TorsionDriveInput, bonds: [[Int]]? = nil) throws(TorsionDriveError) {
        guard let first = input.initialMolecules.first else {
            throw TorsionDriveError("the torsion drive has no initial molecule")
        }
        guard input.keywords.dihedrals.count == 1, let spacing = input.keywords.gridSpacing.first else {
            throw TorsionDriveError(
                "only drives of one dihedral are possible; \(input.keywords.dihedrals.count) were given")
        }
        guard let bonds = bonds ?? first.connectivity?.map({ [$0.first, $0.second] }) else {
            throw TorsionDriveError("the initial molecule has no connectivity, so its bonds are not known")
        }
        let settings = input.optimizationSpecification.keywords
        do {
            let program = settings["program"]?.string ?? "xtb"
            self.init(
                system: try first.system(), bonds: bonds, dihedral: input.keywords.dihedrals[0],
                conformers: input.initialMolecules.map(\.positions),
                level: input.inputSpecification.level(program: program),
                options: try settings.decoded(as: OptimizerOptions.self))
        } catch {
            throw TorsionDriveError("the torsion drive cannot be read: \(error)")
        }
        gridSpacing = spacing
        scanRange = input.keywords.dihedralRanges?.first
        energyDecreaseThreshold = input.keywords.energyDecreaseThreshold ?? energyDecreaseThreshold
        energyUpperLimit = input.keywords.energyUpperLimit
    }
}

extension Wavefront {
    /// The finished drive as a QCSchema result.
    ///
    /// - Parameters:
    ///   - input: what was asked for; its provenance is kept.
    ///   - Returns: energies [hartree] and molecules by grid angle; lost points are missing.
    public func schemaResult(input: TorsionDriveInput) -> TorsionDriveResult {
        var energies: [Int: Double] = [:]
        var molecules: [Int: SchemaMolecule] = [:]
        for point in profile {
            energies[point.angle] = point.energy
            guard var molecule = input.initialMolecules.first else { continue }
            molecule.positions = point.geometry
            molecules[point.angle] = molecule
        }
        return TorsionDriveResult(input: input, finalEnergies: energies, finalMolecules: molecules)
    }
}
