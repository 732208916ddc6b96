public import ElectronicStructure
internal import Units

/// One geometry optimisation, with a dihedral held at a value or free: everything its result depends on.
public struct ConstrainedOptimization: Sendable, Codable, Hashable {
    /// Atomic numbers, charge and multiplicity.
    public var system: ElectronicSystem
    /// The bonds, pairs of 0-based atoms.
    public var bonds: [[Int]]
    /// The driven dihedral, four 0-based atoms; empty where all atoms are free.
    public var dihedral: [Int]
    /// The value the dihedral is held at [degree]; without meaning where none is driven.
    public var targetAngle: Double
    /// The start geometry [bohr]; its dihedral may differ from the target.
    public var geometry: [SIMD3<Double>]
    /// The method.
    public var level: LevelOfTheory
    /// The optimiser's settings.
    public var options: OptimizerOptions
    /// Second derivatives at the start geometry, from an optimisation that ended there.
    public var hessian: CartesianHessian?
    /// Whether bonds are kept from breaking and forming by a bias, which is no part of the energy; nil for no.
    public var holdsBonds: Bool?

    /// An optimisation from its parts.
    public init(
        system: ElectronicSystem, bonds: [[Int]], dihedral: [Int], targetAngle: Double, geometry: [SIMD3<Double>],
        level: LevelOfTheory = LevelOfTheory(), options: OptimizerOptions = OptimizerOptions(),
        hessian: CartesianHessian? = nil
    ) {
        self.system = system
        self.bonds = bonds
        self.dihedral = dihedral
        self.targetAngle = targetAngle
        self.geometry = geometry
        self.level = level
        self.options = options
        self.hessian = hessian
    }

    /// An optimisation of all atoms, down to a minimum.
    public init(
        free system: ElectronicSystem, bonds: [[Int]], geometry: [SIMD3<Double>],
        level: LevelOfTheory = LevelOfTheory(), options: OptimizerOptions = OptimizerOptions()
    ) {
        self.init(
            system: system, bonds: bonds, dihedral: [], targetAngle: 0, geometry: geometry, level: level,
            options: options)
    }

    /// Whether a dihedral is held.
    var isDriven: Bool { !dihedral.isEmpty }

    /// Runs the optimisation; a failure is part of the result.
    ///
    /// Energy and geometry depend on this value and the engine alone.
    public func result(engine: any QCEngine) -> ConstrainedOptimizationResult {
        var optimizer = ConstrainedOptimizer(self)
        return optimizer.run(engine: engine)
    }

    /// Refuses an optimisation that cannot be carried out, before any electron is moved.
    ///
    /// - Throws: ``TorsionDriveError``: atoms out of range, repeated or not bonded, a driven bond in a ring, a dihedral over
    ///   a linear angle, electrons that do not fit charge and multiplicity, positions that coincide or are not finite, or settings that make no sense.
    public func validate() throws(TorsionDriveError) {
        try options.validate()
        do {
            try system.validate(heaviest: 118)
            try system.validate(geometry: geometry)
        } catch {
            throw TorsionDriveError(error.message)
        }
        guard isDriven else { return }
        guard targetAngle.isFinite else { throw TorsionDriveError("the target angle is not finite") }
        let graph = BondGraph(atoms: geometry.count, bonds: bonds)
        try DrivenDihedral(dihedral).validate(in: graph, at: geometry)
    }
}
