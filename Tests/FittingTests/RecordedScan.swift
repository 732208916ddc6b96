import Chemistry
import Fitting
import MolecularMechanics
import SMIRNOFF
import Units

/// A scan that another program relaxed.
struct RecordedScan: Decodable {
    struct Point: Decodable {
        let angle: Double
        let start: [[Double]]
    }
    struct Objective: Decodable {
        let X: Double
        let weights, mm_relative_kcal: [Double]
    }
    let name, mapped_smiles: String
    let dihedral: [Int]
    let charges, mmff_reference_kcal: [Double]
    let points: [Point]
    let objective: Objective

    func target(_ forceField: CompiledForceField) throws -> TorsionProfileTarget {
        let molecule = try Molecule(mappedSMILES: mapped_smiles, allowUndefinedStereo: true)
        return TorsionProfileTarget(
            name: name, system: try System(molecule, forceField: forceField, charges: charges), dihedral: dihedral,
            angles: points.map(\.angle),
            geometries: points.map { $0.start.map { SIMD3($0[0], $0[1], $0[2]) / 10 } },
            energies: mmff_reference_kcal.map { $0 / Constants.kilocaloriePerMolePerHartree })
    }
}
