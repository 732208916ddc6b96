import Chemistry
import SMIRNOFF
import Testing

@Suite("Charges of whole molecules")
struct LibraryChargeTests {
    private static let plain = """
        <SMIRNOFF version="0.3" aromaticity_model="OEAroModel_MDL"><ToolkitAM1BCC version="0.3"/></SMIRNOFF>
        """

    /// Charges that sum up to nothing and tell all atoms apart that symmetry does not make equal.
    private static func charges(_ molecule: Molecule) -> [Double] {
        let classes = molecule.symmetryClasses().map { Double($0) / 16 }
        let mean = classes.reduce(0, +) / Double(classes.count)
        return classes.map { $0 - mean }
    }

    @Test(
        "apply to the molecule in any order of its atoms, and to no other",
        arguments: [
            "CCO", "C[C@H](N)C(=O)OC(C)(C)C", "[O-]C(=O)c1ccc(cc1)/C=C/c1ccncc1",
            "CC(C)(C)c1cc(C(C)(C)C)cc(C(C)(C)C)c1",
            "O=C1c2ccccc2C(=O)N1[C@@H]1CCC(=O)NC1=O",
        ])
    func assigned(_ smiles: String) throws {
        var molecule = try Molecule(smiles: smiles)
        molecule.name = "the <molecule>"
        let charges = Self.charges(molecule)
        let forceField = try ForceField(offxml: Self.plain).withLibraryCharges(charges, of: molecule)
        let read = try ForceField(offxml: forceField.offxml())
        #expect(read == forceField)
        let compiled = try CompiledForceField(read)
        let order = Array(molecule.atoms.indices.reversed())
        guard case .library(let found) = try compiled.chargeModel(for: molecule.reordered(order)) else {
            Issue.record("the charges are not found")
            return
        }
        #expect(zip(found, order).allSatisfy { $0 == charges[$1] })
        #expect(try compiled.chargeModel(for: Molecule(smiles: "CCCO")) == .am1bcc)
    }

    @Test("those given last count")
    func last() throws {
        let molecule = try Molecule(smiles: "CO")
        let first = try ForceField(offxml: Self.plain).withLibraryCharges([0, 0, 0, 0, 0, 0], of: molecule)
        let second = try first.withLibraryCharges([0.1, -0.6, 0.02, 0.02, 0.02, 0.44], of: molecule)
        let model = try CompiledForceField(second).chargeModel(for: molecule)
        #expect(model == .library([0.1, -0.6, 0.02, 0.02, 0.02, 0.44]))
    }

    @Test("a wrong number of charges is refused")
    func count() throws {
        let error = #expect(throws: ForceFieldError.self) {
            try ForceField(offxml: Self.plain).withLibraryCharges([0], of: Molecule(smiles: "CO"))
        }
        #expect(error?.code == .badValue)
    }
}
