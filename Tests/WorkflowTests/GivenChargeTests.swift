import Chemistry
import SMIRNOFF
import Testing
import Workflow

@Suite("Charges that a user gives")
struct GivenChargeTests {
    private func generation(_ smiles: String) throws -> ParameterGeneration? {
        var schema = try Rehearsal.schema(smiles: smiles)
        let molecule = try Molecule(mappedSMILES: schema.smiles)
        let classes = molecule.symmetryClasses().map { Double($0) / 64 }
        let mean = classes.reduce(0, +) / Double(classes.count)
        schema.initialForceField = try ForceField(offxml: schema.initialForceField)
            .withLibraryCharges(classes.map { $0 - mean }, of: molecule).offxml()
        #expect(try BespokeOptimizationSchema(json: schema.json) == schema)
        var rehearsal = Rehearsal(schema)
        try rehearsal.run()
        #expect(rehearsal.state.output.status == .success)
        return rehearsal.state.parameters
    }

    @Test("reach every fragment, sum up to its charge, and a warning says how")
    func fragments() throws {
        let generation = try #require(try generation(Rehearsal.threeBonds))
        #expect(generation.drives.count > 2)
        for drive in generation.drives {
            guard case .given(let charges) = drive.charges else {
                Issue.record("\(drive.cmiles) has other charges")
                continue
            }
            #expect(try charges.count == Molecule(mappedSMILES: drive.cmiles).atoms.count)
            #expect(abs(charges.reduce(0, +)) < 1e-12 && Set(charges).count > 3)
        }
        let sentence = "\(generation.drives.count) of the fragments have the charges of the whole molecule"
        #expect(generation.warnings.contains { $0.hasPrefix(sentence) })
    }

    @Test("are the force field's own where the fragment is the molecule")
    func wholeMolecule() throws {
        let generation = try #require(try generation("CCCC"))
        #expect(generation.drives.count == 1 && generation.drives[0].charges == nil)
        #expect(generation.warnings.isEmpty)
    }
}
