import Chemistry
import Foundation
import MolecularMechanics
import SMIRNOFF
import TestSupport
import Testing

@Suite("Systems built from a force field", .enabled(if: !ForceFieldLibrary.standard.available.isEmpty))
struct ForceFieldSystemTests {
    static func forceField() throws -> CompiledForceField {
        try CompiledForceField(try ForceFieldLibrary.standard.forceField("openff_unconstrained-2.2.1"))
    }

    @Test("energies of a dozen small molecules equal OpenMM's, term by term")
    func fixtures() throws {
        let forceField = try Self.forceField()
        for record in try TypedMolecule.fixtures() {
            let molecule = try Molecule(mappedSMILES: record.mappedSMILES, allowUndefinedStereo: true)
            try Self.compare(molecule, forceField, record.charges, record.positions, record.energies, record.name)
        }
    }

    static func compare(
        _ molecule: Molecule, _ forceField: CompiledForceField, _ charges: [Double], _ positions: [[Double]],
        _ expected: TypedMolecule.Energies, _ name: String
    ) throws {
        let potential = try GasPhasePotential(System(molecule, forceField: forceField, charges: charges))
        let energy = potential.energy(at: positions.map { SIMD3($0[0], $0[1], $0[2]) / 10 })
        func isClose(_ value: Double, _ reference: Double) -> Bool {
            abs(value - reference) < 1e-6 + 1e-9 * abs(reference)
        }
        #expect(isClose(energy.bonds, expected.bond), "\(name)")
        #expect(isClose(energy.angles, expected.angle), "\(name)")
        #expect(isClose(energy.propers, expected.proper), "\(name)")
        #expect(isClose(energy.impropers, expected.improper), "\(name)")
        #expect(isClose(energy.vdW, expected.vdw), "\(name)")
        #expect(isClose(energy.electrostatics, expected.electrostatics), "\(name)")
    }

    static let methane = """
        <SMIRNOFF version="0.3" aromaticity_model="OEAroModel_MDL">
            <Bonds version="0.4" fractional_bondorder_interpolation="linear">
                <Bond smirks="[#6:1]-[#1:2]" id="b1" length="1.09 * angstrom" k_bondorder1="100 * kilojoule_per_mole/nanometer**2" \
        k_bondorder2="200 * kilojoule_per_mole/nanometer**2"></Bond>
            </Bonds>
            <Angles version="0.3">
                <Angle smirks="[*:1]~[#6X4:2]-[*:3]" id="a1" angle="109.5 * degree" k="50 * kilocalorie/mole/radian**2"></Angle>
            </Angles>
            <vdW version="0.3" scale14="0.5">
                <Atom smirks="[*:1]" id="n1" epsilon="0.1 * kilocalorie/mole" sigma="3 * angstrom"></Atom>
            </vdW>
        </SMIRNOFF>
        """

    @Test("an interpolated force constant follows the bond order and is refused without")
    func interpolation() throws {
        let forceField = try CompiledForceField(ForceField(offxml: Self.methane))
        let molecule = try Molecule(smiles: "C")
        let charges = [Double](repeating: 0, count: 5)
        let system = try System(molecule, forceField: forceField, charges: charges, bondOrders: [1, 1.5, 2, 2.5])
        #expect(system.bonds.map(\.k) == [100, 150, 200, 250])
        #expect(throws: ForceFieldError.self) { try System(molecule, forceField: forceField, charges: charges) }
    }

    @Test("virtual sites and solvent models that apply are refused by name; others do no harm")
    func unsupported() throws {
        let site = """
            <GBSA version="0.3"><Atom smirks="[#7:1]" radius="1 * angstrom" scale="1.0"></Atom></GBSA></SMIRNOFF>
            """
        let text = Self.methane.replacing("</SMIRNOFF>", with: site).replacing("[#6:1]-[#1:2]", with: "[*:1]~[*:2]")
        let forceField = try CompiledForceField(
            ForceField(offxml: text.replacing("[*:1]~[#6X4:2]-[*:3]", with: "[*:1]~[*:2]~[*:3]")))
        let orders = [Double](repeating: 1, count: 4)
        #expect(throws: Never.self) {
            try System(
                Molecule(smiles: "C"), forceField: forceField, charges: .init(repeating: 0, count: 5),
                bondOrders: orders)
        }
        let error = #expect(throws: ForceFieldError.self) {
            try System(
                Molecule(smiles: "N"), forceField: forceField, charges: .init(repeating: 0, count: 4),
                bondOrders: orders)
        }
        #expect(error?.message.contains("GBSA") == true)
    }
}
