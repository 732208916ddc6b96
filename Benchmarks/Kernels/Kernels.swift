internal import Chemistry
internal import Foundation
internal import MolecularMechanics
internal import SMIRNOFF
internal import Workflow

/// Measures the kernels that every step rests on: typing, energies, schemas. Ends with 1 if a goal is missed.
@main
enum Kernels {
    static let forceField = "openff_unconstrained-2.2.1.offxml"
    static let imatinib = "Cc1ccc(cc1Nc2nccc(n2)c3cccnc3)NC(=O)c4ccc(cc4)CN5CCN(CC5)C"
    static let celecoxib = "Cc1ccc(cc1)c1cc(nn1c1ccc(cc1)S(=O)(=O)N)C(F)(F)F"

    static func main() throws {
        let compiled = try CompiledForceField(try ForceFieldLibrary.standard.forceField(forceField))
        let timings = [try typing(compiled), try energy(compiled), try schema()]
        for timing in timings { print(timing.description) }
        if timings.contains(where: \.isMissed) { exit(1) }
    }

    private static func typing(_ compiled: CompiledForceField) throws -> Timing {
        let molecule = try Molecule(smiles: imatinib)
        let sections = ["Bonds", "Angles", "ProperTorsions", "ImproperTorsions", "vdW"]
        let patterns = sections.reduce(0) { $0 + compiled.forceField.parameters(in: $1).count }
        return try Timing(
            "parameters of a molecule of \(molecule.atoms.count) atoms from \(patterns) patterns",
            goal: .milliseconds(5), calls: 10
        ) { _ = try compiled.labels(of: molecule) }
    }

    private static func energy(_ compiled: CompiledForceField) throws -> Timing {
        let molecule = try Molecule(smiles: celecoxib)
        let charges = [Double](repeating: 0.1, count: molecule.atoms.count)
        let potential = try GasPhasePotential(System(molecule, forceField: compiled, charges: charges))
        let conformers = try molecule.generatedConformers(maximum: 1, rmsThreshold: 0)
        let positions = (conformers.first ?? []).map { $0 / 10 }
        var sum = 0.0
        return Timing(
            "energy and gradient of a molecule of \(molecule.atoms.count) atoms", goal: .microseconds(40), calls: 500
        ) { sum += potential.energyAndGradient(at: positions).energy.total }
    }

    private static func schema() throws -> Timing {
        let factory = BespokeWorkflowFactory()
        return try Timing("schema from SMILES", goal: .milliseconds(20), calls: 5) {
            let forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField)
            _ = try factory.optimizationSchema(for: Molecule(smiles: imatinib), forceField: forceField).json
        }
    }
}
