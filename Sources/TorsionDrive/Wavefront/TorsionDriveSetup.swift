public import ElectronicStructure

/// Everything the outcome of a torsion drive depends on.
public struct TorsionDriveSetup: Sendable, Codable, Equatable {
    /// Atomic numbers, charge and multiplicity.
    public var system: ElectronicSystem
    /// The bonds, pairs of 0-based atoms.
    public var bonds: [[Int]]
    /// The driven dihedral, four 0-based atoms.
    public var dihedral: [Int]
    /// The start conformers [bohr].
    public var conformers: [[SIMD3<Double>]]
    /// The method.
    public var level: LevelOfTheory
    /// The optimiser's settings.
    public var options: OptimizerOptions
    /// The distance of the grid's angles [degree].
    public var gridSpacing = 15
    /// Lower and upper limit of the scan [degree], or nil for the full turn.
    public var scanRange: [Int]?
    /// A new energy must be lower by more than this [hartree] to replace the old one.
    public var energyDecreaseThreshold = 1e-5
    /// Points higher than this above the lowest [hartree] are not propagated from.
    public var energyUpperLimit: Double?
    /// Whether the mirror image of a conformer counts for the negative angle; nil to find out from the bonds.
    public var usesMirrorSymmetry: Bool?
    /// A second level of theory for the energies, or nil.
    public var refinement: Refinement?
    /// Fewer good points than this fail the drive; nil for a third of the grid, at least three or the whole smaller grid.
    public var minimumGoodPoints: Int?

    /// A drive from its parts, with the defaults of a full turn in steps of 15°.
    public init(
        system: ElectronicSystem, bonds: [[Int]], dihedral: [Int], conformers: [[SIMD3<Double>]],
        level: LevelOfTheory = LevelOfTheory(), options: OptimizerOptions = OptimizerOptions()
    ) {
        self.system = system
        self.bonds = bonds
        self.dihedral = dihedral
        self.conformers = conformers
        self.level = level
        self.options = options
    }

    /// Refuses a drive that cannot be carried out, before any electron is moved.
    ///
    /// - Throws: ``TorsionDriveError`` as ``ConstrainedOptimization/validate()`` does, for a bad grid, or for no conformers.
    public func validate() throws(TorsionDriveError) {
        _ = try TorsionGrid(spacing: gridSpacing, range: scanRange)
        guard !conformers.isEmpty else { throw TorsionDriveError("a torsion drive needs at least one start geometry") }
        for conformer in conformers {
            try optimization(from: conformer, to: 0, hessian: nil).validate()
        }
        guard refinement?.steps ?? 0 >= 0 else {
            throw TorsionDriveError("the steps at the second level of theory must not be negative")
        }
        guard energyDecreaseThreshold >= 0, energyUpperLimit ?? 0 >= 0 else {
            throw TorsionDriveError("the energy thresholds of a torsion drive must not be negative")
        }
    }

    func optimization(
        from geometry: [SIMD3<Double>], to angle: Int, hessian: CartesianHessian?
    ) -> ConstrainedOptimization {
        ConstrainedOptimization(
            system: system, bonds: bonds, dihedral: dihedral, targetAngle: Double(angle), geometry: geometry,
            level: level, options: options, hessian: hessian)
    }
}
