/// The bespoke parameters of a task and the calculations that they need.
public struct ParameterGeneration: Sendable, Codable, Hashable {
    /// A QC calculation that a target needs.
    public struct Drive: Sendable, Codable, Hashable {
        /// 0-based stage of the target.
        public var stage: Int
        /// 0-based target in its stage.
        public var target: Int
        /// The calculation.
        public var task: QCTask
        /// The molecule as mapped SMILES, in the order of ``task``'s SMILES.
        public var cmiles: String
        /// 0-based atoms of the driven bond in ``cmiles``, ascending; empty where none is driven.
        public var bond: [Int]
        /// How the molecule gets its charges; nil when the force field itself gives them.
        public var charges: ChargeRequest.Method?
        /// 0-based fragment whose molecule it is; nil for the parent.
        public var fragment: Int?
    }

    /// A rotatable bond of the parent and the fragment that stands for it.
    public struct Torsion: Sendable, Codable, Hashable {
        /// 0-based atoms of the bond in the submitted molecule.
        public var bond: [Int]
        /// 0-based fragment that stands for it.
        public var fragment: Int
        /// The fragment as SMILES.
        public var fragmentSMILES: String
        /// SMIRKS of the parameters fitted over the bond.
        public var smirks: [String]
    }

    /// The task's schema, its force field with the new parameters and its stages with the parameters to fit.
    public var schema: BespokeOptimizationSchema
    /// The QC calculations, by stage, target and fragment.
    public var drives: [Drive]
    /// The rotatable bonds.
    public var torsions: [Torsion]
    /// Things a user should know.
    public var warnings: [String]
}
