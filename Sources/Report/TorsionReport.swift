/// How well one rotatable bond is described before and after the fit.
public struct TorsionReport: Sendable, Codable, Hashable {
    /// The agreement of a force-field profile with the reference.
    public struct Agreement: Sendable, Codable, Hashable {
        /// Root-mean-square error over the points in the fit, unweighted [kcal/mol].
        public var rmse: Double
        /// Largest absolute error over the points in the fit [kcal/mol].
        public var maximumError: Double
        /// Highest minus lowest energy of the profile [kcal/mol].
        public var barrier: Double

        /// An agreement from its figures [kcal/mol].
        public init(rmse: Double, maximumError: Double, barrier: Double) {
            (self.rmse, self.maximumError, self.barrier) = (rmse, maximumError, barrier)
        }
    }

    /// 0-based atoms of the bond in the submitted molecule, for each bond that the fragment stands for.
    public var bonds: [[Int]]
    /// The fragment as SMILES.
    public var fragment: String
    /// The fragment as mapped SMILES, in the order of the reference geometries.
    public var cmiles: String
    /// The driven dihedral, 0-based atoms of the mapped fragment.
    public var dihedral: [Int]
    /// SMIRKS of the parameters fitted over the bond.
    public var smirks: [String]
    /// The profile; nil when there is no usable torsion drive.
    public var profile: TorsionProfile?
    /// Highest minus lowest reference energy [kcal/mol].
    public var referenceBarrier: Double?
    /// The agreement with the initial force field.
    public var initial: Agreement?
    /// The agreement with the refit force field.
    public var refit: Agreement?

    /// A report from its parts.
    public init(
        bonds: [[Int]], fragment: String, cmiles: String, dihedral: [Int], smirks: [String],
        profile: TorsionProfile? = nil, referenceBarrier: Double? = nil, initial: Agreement? = nil,
        refit: Agreement? = nil
    ) {
        (self.bonds, self.fragment, self.cmiles, self.dihedral) = (bonds, fragment, cmiles, dihedral)
        (self.smirks, self.profile, self.referenceBarrier) = (smirks, profile, referenceBarrier)
        (self.initial, self.refit) = (initial, refit)
    }

    /// The bonds as pairs of 1-based atom numbers, e.g. `2–4, 5–7`.
    public var bondNames: String {
        bonds.map { $0.map { String($0 + 1) }.joined(separator: "–") }.joined(separator: ", ")
    }

    /// What a plot of the torsion is called.
    public var heading: String {
        let shown = bondNames.split(separator: ", ").prefix(Self.bondsInHeading).joined(separator: ", ")
        let more = bonds.count > Self.bondsInHeading ? " and \(bonds.count - Self.bondsInHeading) more" : ""
        return (bonds.count == 1 ? "bond " : "bonds ") + shown + more
    }

    private static let bondsInHeading = 6

    /// Whether the refit profile is further from the reference than the initial one.
    public var isWorse: Bool {
        guard let initial, let refit else { return false }
        return refit.rmse > initial.rmse
    }
}
