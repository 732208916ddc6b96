import Chemistry
import SMIRNOFF
import Testing

@Suite("Parameter assignment")
struct TypingTests {
    static func forceField(_ sections: String) throws -> CompiledForceField {
        try CompiledForceField(
            ForceField(offxml: "<SMIRNOFF version=\"0.3\" aromaticity_model=\"OEAroModel_MDL\">\(sections)</SMIRNOFF>"))
    }

    static let bonds = """
        <Bonds version="0.4">
        <Bond smirks="[*:1]~[*:2]" id="b1" length="1*angstrom" k="1*kilocalorie_per_mole*angstrom**-2"/>
        <Bond smirks="[#6:1]-[#1:2]" id="b2" length="1*angstrom" k="1*kilocalorie_per_mole*angstrom**-2"/>
        <Bond smirks="[#1:1]-[#6:2]-[#8]" id="b3" length="1*angstrom" k="1*kilocalorie_per_mole*angstrom**-2"/>
        </Bonds>
        """

    @Test("the last match wins, whichever way round it matches")
    func precedence() throws {
        let molecule = try Molecule(smiles: "CCO")
        let assigned = try Self.forceField(Self.bonds).assignments(in: "Bonds", of: molecule)
        let byPair = Dictionary(uniqueKeysWithValues: assigned.map { ($0.atoms, $0.parameter) })
        #expect(byPair[[0, 1]] == 0 && byPair[[1, 2]] == 0 && byPair[[2, 8]] == 0)
        #expect((3...5).allSatisfy { byPair[[0, $0]] == 1 } && (6...7).allSatisfy { byPair[[1, $0]] == 2 })
    }

    @Test("atoms without a parameter are named, with the section")
    func missing() throws {
        let molecule = try Molecule(smiles: "CCO")
        let error = #expect(throws: ForceFieldError.self) { try Self.forceField(Self.bonds).labels(of: molecule) }
        #expect(error?.code == .unassigned)
        #expect(error?.message.contains("no parameter in Angles applies to atoms 1 (C), 0 (C), 3 (H)") == true)
        #expect(error?.message.contains("and 8 more") == true)
    }

    @Test("patterns that are wrong, have too few tags or match unbonded atoms are refused by name")
    func patterns() throws {
        let broken = #expect(throws: ForceFieldError.self) {
            try Self.forceField(Self.bonds.replacing("[#6:1]-[#1:2]", with: "[#6:1]-[#1:2"))
        }
        #expect(broken?.message.contains("'b2' of Bonds") == true)
        let tags = #expect(throws: ForceFieldError.self) {
            try Self.forceField(Self.bonds.replacing("[#6:1]-[#1:2]", with: "[#6:1]-[#1]"))
        }
        #expect(tags?.message.contains("1 tagged atoms, not 2") == true)
        let apart = try Self.forceField(Self.bonds.replacing("[#6:1]-[#1:2]", with: "[#1:1]-[#6]-[#1:2]"))
        let error = #expect(throws: ForceFieldError.self) {
            try apart.assignments(in: "Bonds", of: Molecule(smiles: "C"))
        }
        #expect(error?.message.contains("not bonded so") == true)
    }

    static let library = """
        <LibraryCharges version="0.3">
        <LibraryCharge smirks="[#1:1]-[#8X2:2]-[#1:3]" charge1="0.4*elementary_charge" charge2="-0.8*elementary_charge" \
        charge3="0.4*elementary_charge" id="q1"/>
        </LibraryCharges>
        """

    @Test("library charges apply when they cover all atoms; else the next model does")
    func charges() throws {
        let am1 = try Self.forceField(Self.library + "<ToolkitAM1BCC version=\"0.3\"/>")
        #expect(try am1.chargeModel(for: Molecule(smiles: "O")) == .library([-0.8, 0.4, 0.4]))
        #expect(try am1.chargeModel(for: Molecule(smiles: "CO")) == .am1bcc)
        let nagl = try Self.forceField(
            "<ToolkitAM1BCC version=\"0.3\"/><NAGLCharges version=\"0.3\" model_file=\"m.pt\" model_file_hash=\"\"/>")
        #expect(try nagl.chargeModel(for: Molecule(smiles: "O")) == .nagl(modelFile: "m.pt"))
        #expect(throws: ForceFieldError.self) {
            try Self.forceField(Self.library).chargeModel(for: Molecule(smiles: "CO"))
        }
    }

    @Test("charge increments add up by atom, the last of n being minus the others when it is left out")
    func increments() throws {
        let forceField = try Self.forceField(
            """
            <ChargeIncrementModel version="0.4" number_of_conformers="1" partial_charge_method="AM1-Mulliken">
            <ChargeIncrement smirks="[#1:1]-[#8:2]" charge_increment1="0.1*elementary_charge"/>
            </ChargeIncrementModel>
            """)
        let expected = ChargeModel.increments(method: "AM1-Mulliken", conformers: 1, increments: [-0.2, 0.1, 0.1])
        #expect(try forceField.chargeModel(for: Molecule(smiles: "O")) == expected)
    }
}
