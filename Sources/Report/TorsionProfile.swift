/// The energy of a torsion over its dihedral angle: reference, and force field before and after the fit.
public struct TorsionProfile: Sendable, Codable, Hashable {
    /// Grid angles [degree], ascending.
    public var angles: [Int]
    /// Reference energies [kcal/mol], the lowest 0.
    public var reference: [Double]
    /// Energies with the initial force field [kcal/mol], 0 where the reference is lowest.
    public var initial: [Double]
    /// Energies with the refit force field [kcal/mol], 0 where the reference is lowest.
    public var refit: [Double]

    /// A profile from its curves, all of one length.
    public init(angles: [Int], reference: [Double], initial: [Double], refit: [Double]) {
        (self.angles, self.reference, self.initial, self.refit) = (angles, reference, initial, refit)
    }
}
