import Chemistry
import TestSupport
import Testing

@Suite("Molecules of the conformance data")
struct ConformanceTests {
    @Test("the molecules are there")
    func allAreRead() {
        #expect(OracleMolecule.all.count >= (TestData.oracle == nil ? 12 : 85))
        #expect(!OracleParent.all.isEmpty)
    }

    @Test(
        "atoms agree in element, charge, aromaticity, stereochemistry and smallest ring", arguments: OracleMolecule.all)
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

    @Test("formula and InChI agree", arguments: OracleMolecule.all)
    func identifiersAgree(_ reference: OracleMolecule) throws {
        let molecule = try Molecule(mappedSMILES: reference.mapped_smiles, allowUndefinedStereo: true)
        #expect(molecule.hillFormula == reference.identifiers.molecular_formula)
        #expect(try molecule.inchi().text == reference.identifiers.standard_inchi)
        #expect(try molecule.inchi().key == reference.identifiers.inchi_key)
        if let fixed = reference.identifiers.fixed_hydrogen_inchi {
            #expect(try molecule.inchi(fixedHydrogens: true).text == fixed)
        }
        if let fixed = reference.identifiers.fixed_hydrogen_inchi_key {
            #expect(try molecule.inchi(fixedHydrogens: true).key == fixed)
        }
    }

    @Test(
        "SDF written by the reference gives the same molecule, its stereochemistry from the coordinates",
        arguments: OracleMolecule.all)
    func structureAgrees(_ reference: OracleMolecule) throws {
        let molecule = try Molecule(mappedSMILES: reference.mapped_smiles, allowUndefinedStereo: true)
        let records = try MoleculeFile.records(
            in: reference.sdf, format: .sdf, source: reference.name, allowUndefinedStereo: true)
        #expect(!records.isEmpty)
        let criteria = IsomorphismCriteria(stereo: molecule.undefinedStereo().isEmpty)
        for record in records {
            let read = try record.get()
            #expect(read.isIsomorphic(to: molecule, criteria: criteria))
            #expect(read.name == reference.name)
            #expect(read.conformers.count == 1)
            #expect(read.atoms.map(\.atomicNumber) == molecule.atoms.map(\.atomicNumber))
        }
    }

    @Test("implicit-hydrogen SMILES describes the same molecule", arguments: OracleMolecule.all)
    func plainSMILESAgrees(_ reference: OracleMolecule) throws {
        let molecule = try Molecule(mappedSMILES: reference.mapped_smiles, allowUndefinedStereo: true)
        let plain = try Molecule(smiles: reference.identifiers.canonical_isomeric_smiles, allowUndefinedStereo: true)
        #expect(plain.isIsomorphic(to: molecule))
        let text = molecule.smiles(explicitHydrogens: false, mapped: false)
        #expect(text == plain.smiles(explicitHydrogens: false, mapped: false))
        let back = try #require(try Molecule(smiles: text, allowUndefinedStereo: true).isomorphism(to: molecule))
        #expect(Set(back).count == molecule.atoms.count)
    }

    @Test("fragments cut by their heavy atoms are the reference's", arguments: OracleParent.all)
    func fragmentsAgree(_ reference: OracleParent) throws {
        let parent = try Molecule(mappedSMILES: reference.parent_smiles, allowUndefinedStereo: true)
        for expected in reference.fragments {
            let fragment = try Molecule(smiles: expected.smiles, allowUndefinedStereo: true)
            let heavy = fragment.atoms.filter(\.isHeavy).map { $0.mapNumber - 1 }
            let cut = try parent.extractingFragment(atoms: heavy)
            let criteria = IsomorphismCriteria(stereo: false, mapNumbers: true)
            #expect(cut.isIsomorphic(to: fragment, criteria: criteria), "\(cut.smiles()) and \(expected.smiles)")
            #expect(cut.components.count == 1)
        }
    }

    private func partition(_ classes: [Int]) -> Set<[Int]> {
        Set(Dictionary(grouping: classes.indices, by: { classes[$0] }).values.map { $0.sorted() })
    }
}
