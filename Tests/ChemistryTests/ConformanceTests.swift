import Chemistry
import TestSupport
import Testing

@Suite("Molecules of the conformance data", .enabled(if: TestData.oracle != nil))
struct ConformanceTests {
    @Test("all 85 molecules are there")
    func allAreRead() {
        #expect(OracleMolecule.all.count >= 85)
    }

    @Test("atoms agree in element, charge, aromaticity, stereochemistry and smallest ring", arguments: OracleMolecule.all)
    func atomsAgree(_ reference: OracleMolecule) throws {
        let molecule = try Molecule(mappedSMILES: reference.mapped_smiles, allowUndefinedStereo: true)
        #expect(molecule.atoms.count == reference.n_atoms)
        #expect(molecule.formalCharge == reference.total_charge)
        let records = molecule.atoms.map { atom -> [OracleMolecule.Cell] in
            [
                .number(atom.atomicNumber), .number(atom.formalCharge), .number(atom.isAromatic ? 1 : 0),
                atom.stereo.map { .text($0.rawValue) } ?? .nothing, .number(atom.smallestRing),
            ]
        }
        let expected = reference.atoms.map { [$0[0], $0[1], $0[2], $0[3], $0[5]] }
        #expect(records == expected)
    }

    @Test("bonds agree in ends, order, aromaticity and stereochemistry", arguments: OracleMolecule.all)
    func bondsAgree(_ reference: OracleMolecule) throws {
        let molecule = try Molecule(mappedSMILES: reference.mapped_smiles, allowUndefinedStereo: true)
        let records = molecule.bonds.map { bond -> [OracleMolecule.Cell] in
            [
                .number(min(bond.a, bond.b)), .number(max(bond.a, bond.b)),
                .number(bond.isAromatic ? 0 : bond.order), .number(bond.isAromatic ? 1 : 0),
                bond.stereo.map { .text($0.rawValue) } ?? .nothing,
            ]
        }
        let expected = reference.bonds.map { bond -> [OracleMolecule.Cell] in
            guard case .number(let first) = bond[0], case .number(let second) = bond[1] else { return [] }
            return [
                .number(min(first, second)), .number(max(first, second)),
                bond[3] == .number(1) ? .number(0) : bond[2], bond[3], bond[4],
            ]
        }
        #expect(Set(records) == Set(expected))
    }

    @Test("symmetry classes partition the atoms alike", arguments: OracleMolecule.all)
    func symmetryAgrees(_ reference: OracleMolecule) throws {
        let molecule = try Molecule(mappedSMILES: reference.mapped_smiles, allowUndefinedStereo: true)
        #expect(partition(molecule.symmetryClasses()) == partition(reference.symmetry_classes))
    }

    @Test("rotatable bonds of the default pattern agree", arguments: OracleMolecule.all)
    func rotatableBondsAgree(_ reference: OracleMolecule) throws {
        let molecule = try Molecule(mappedSMILES: reference.mapped_smiles, allowUndefinedStereo: true)
        let pattern = try SMARTS("[!$(*#*)&!D1:1]-,=;!@[!$(*#*)&!D1:2]")
        let found = Set(molecule.matches(of: pattern).map { $0.sorted() })
        #expect(found == Set(reference.fragmenter_rotatable_matches.map { $0.sorted() }))
    }

    private func partition(_ classes: [Int]) -> Set<[Int]> {
        Set(Dictionary(grouping: classes.indices, by: { classes[$0] }).values.map { $0.sorted() })
    }
}

