internal import Chemistry
internal import SMIRNOFF

/// Everything that a fit depends on.
public struct FitRequest: Sendable, Codable, Hashable {
    /// A fragment and the rotatable bonds that it stands for, for the report.
    public struct Torsion: Sendable, Codable, Hashable {
        /// 0-based atoms of each bond in the submitted molecule.
        public var bonds: [[Int]]
        /// The fragment as SMILES.
        public var fragmentSMILES: String
        /// The fragment as mapped SMILES, in the order of its record's geometries.
        public var cmiles: String
        /// 0-based atoms of the driven bond in ``cmiles``, ascending.
        public var drivenBond: [Int]
        /// SMIRKS of the parameters fitted over the bonds.
        public var smirks: [String]
    }

    /// The schema with the parameters to fit and the reference data at hand.
    public var schema: BespokeOptimizationSchema
    /// Partial charges [e] of each reference molecule by its mapped SMILES, in its atom order.
    public var charges: [String: [Double]]
    /// The fragments and their bonds.
    public var torsions: [Torsion]
    /// Charges that must be made before the fit; nil where all are at hand.
    public var chargesToMake: [ChargeRequest]?

    /// A fit of a schema whose targets have their reference data.
    public init(schema: BespokeOptimizationSchema, charges: [String: [Double]] = [:], torsions: [Torsion] = []) {
        (self.schema, self.charges, self.torsions) = (schema, charges, torsions)
    }
}

extension FitRequest {
    /// Partial charges [e] of a reference molecule, by the method of the force field.
    func charges(of molecule: Molecule, cmiles: String, _ forceField: CompiledForceField) throws -> [Double] {
        if case .library(let charges) = try forceField.chargeModel(for: molecule) { return charges }
        guard let charges = charges[cmiles] else {
            throw WorkflowError(type: "MissingReferenceError", "there are no partial charges for \(cmiles)")
        }
        return charges
    }
}
