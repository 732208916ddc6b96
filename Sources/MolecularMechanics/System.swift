/// A parametrised molecule in vacuum: every term of its potential energy, no cut-off, no constraints.
///
/// Non-bonded pairs: 1–2 and 1–3 pairs are excluded, 1–4 pairs scaled, all others full. Lorentz–Berthelot mixing.
public struct System: Sendable {
    /// Bond terms.
    public var bonds: [HarmonicBond]
    /// Angle terms.
    public var angles: [HarmonicAngle]
    /// Proper torsion terms, one for each (dihedral, periodicity).
    public var propers: [PeriodicTorsion]
    /// Improper torsion terms, three for each improper (trefoil).
    public var impropers: [PeriodicTorsion]
    /// Particles, one for each atom in the molecule's order.
    public var particles: [Particle]
    /// 1–2 and 1–3 pairs (i < j, 0-based), which have no non-bonded interaction.
    public var excludedPairs: [(i: Int, j: Int)]
    /// 1–4 pairs (i < j, 0-based) that are in no excluded pair.
    public var scaledPairs: [(i: Int, j: Int)]
    /// Factor on Lennard-Jones energies of 1–4 pairs.
    public var vdWScale14: Double
    /// Factor on Coulomb energies of 1–4 pairs.
    public var coulombScale14: Double

    /// A system from its terms.
    public init(
        bonds: [HarmonicBond], angles: [HarmonicAngle], propers: [PeriodicTorsion], impropers: [PeriodicTorsion],
        particles: [Particle], excludedPairs: [(i: Int, j: Int)], scaledPairs: [(i: Int, j: Int)],
        vdWScale14: Double = 0.5, coulombScale14: Double = 0.8333333333
    ) {
        (self.bonds, self.angles, self.propers, self.impropers) = (bonds, angles, propers, impropers)
        (self.particles, self.excludedPairs, self.scaledPairs) = (particles, excludedPairs, scaledPairs)
        (self.vdWScale14, self.coulombScale14) = (vdWScale14, coulombScale14)
    }
}
