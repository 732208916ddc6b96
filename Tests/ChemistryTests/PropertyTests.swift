import Chemistry
import Foundation
import Testing

@Suite("Properties of molecules")
struct PropertyTests {
    @Test("formulas follow Hill's order")
    func formulas() throws {
        #expect(try Molecule(smiles: "CC(=O)NBr").hillFormula == "C2H4BrNO")
        #expect(try Molecule(smiles: "O").hillFormula == "H2O")
        #expect(try Molecule(smiles: "OS(=O)(=O)O").hillFormula == "H2O4S")
    }

    @Test("components and elements are listed")
    func components() throws {
        let salt = try Molecule(smiles: "[Na+].CC(=O)[O-]")
        #expect(salt.components.count == 2)
        #expect(salt.elements(outside: [1, 6, 8]) == ["Na"])
    }

    @Test("isomorphisms keep map numbers and stereochemistry when asked to")
    func isomorphisms() throws {
        let first = try Molecule(smiles: "[CH3:1][OH:2]")
        let second = try Molecule(smiles: "[OH:1][CH3:2]")
        #expect(first.isIsomorphic(to: second))
        #expect(!first.isIsomorphic(to: second, criteria: IsomorphismCriteria(mapNumbers: true)))
        let right = try Molecule(smiles: "C[C@H](F)Cl")
        let left = try Molecule(smiles: "C[C@@H](F)Cl")
        #expect(!right.isIsomorphic(to: left))
        #expect(right.isIsomorphic(to: left, criteria: IsomorphismCriteria(stereo: false)))
        #expect(try Molecule(smiles: "CC(C)(C)C").isIsomorphic(to: try Molecule(smiles: "C(C)(C)(C)C")))
        #expect(!(try Molecule(smiles: "C1CCCCC1C")).isIsomorphic(to: try Molecule(smiles: "C1CCCC1CC")))
    }

    @Test(
        "isomorphism maps every bond onto a bond",
        arguments: ["c1ccc2[nH]ccc2c1", "CC(C)(C)OC(=O)N1CCC1", "C[N+](C)(C)C"])
    func isomorphismKeepsBonds(_ smiles: String) throws {
        let molecule = try Molecule(smiles: smiles)
        let shuffled = molecule.reordered(molecule.atoms.indices.sorted { ($0 * 7) % 31 < ($1 * 7) % 31 })
        let image = try #require(molecule.isomorphism(to: shuffled))
        for bond in molecule.bonds {
            #expect(shuffled.bond(between: image[bond.a], and: image[bond.b])?.isAromatic == bond.isAromatic)
        }
    }

    @Test("tautomers share the standard InChIKey and differ with fixed hydrogens")
    func tautomers() throws {
        let lactam = try Molecule(smiles: "O=c1cccc[nH]1")
        let lactim = try Molecule(smiles: "Oc1ccccn1")
        #expect(try lactam.inchi().key == lactim.inchi().key)
        #expect(try lactam.inchi(fixedHydrogens: true) != lactim.inchi(fixedHydrogens: true))
    }

    @Test("MMFF94 charges add up to the formal charge", arguments: ["CCO", "C[NH3+]", "CC(=O)[O-]", "c1ccsc1"])
    func mmffCharges(_ smiles: String) throws {
        let molecule = try Molecule(smiles: smiles)
        #expect(abs(try molecule.mmff94Charges().reduce(0, +) - Double(molecule.formalCharge)) < 1e-6)
    }

    @Test("superposed and relabelled geometries have no distance")
    func bestRMS() throws {
        let molecule = try Molecule(smiles: "Cc1ccc(C)cc1")
        let geometry = try molecule.generatedConformers(maximum: 1, rmsThreshold: 0)[0]
        let turned = geometry.map { SIMD3(-$0.y + 3, $0.x, $0.z - 1) }
        #expect(try molecule.bestRMS(geometry, turned) < 1e-4)
        var moved = geometry
        moved[0] += SIMD3(0.5, 0, 0)
        #expect(try molecule.bestRMS(geometry, moved) > 0.05)
    }

    @Test("chosen conformers are few, distinct and have cis acids")
    func elf10() throws {
        let molecule = try Molecule(smiles: "OC(=O)CCCCCN")
        let all = try molecule.generatedConformers(maximum: 60, rmsThreshold: 0.3)
        var choice = ELF10()
        choice.share = 0.5
        choice.limit = 4
        let chosen = try choice.selection(molecule, from: all)
        #expect(chosen.count == 4 && Set(chosen).count == 4)
        for (place, first) in chosen.enumerated() {
            for second in chosen[..<place] { #expect(try molecule.bestRMS(all[first], all[second]) >= 0.05) }
        }
        #expect(try ELF10().selection(molecule, from: all).count == 1)
        var trans = all[chosen[0]]
        let acid = molecule.carboxylicAcids()[0]
        let axis = trans[acid[2]] - trans[acid[1]]
        let arm = trans[acid[3]] - trans[acid[2]]
        trans[acid[3]] = trans[acid[2]] + 2 * (axis * arm).sum() / (axis * axis).sum() * axis - arm
        #expect(molecule.hasTransCarboxylicAcid(at: trans))
        #expect(try choice.selection(molecule, from: [trans, all[0], all[1]]).contains(0) == false)
    }

    @Test("drawings are SVG without hydrogens and carry the highlight colours")
    func drawings() throws {
        let molecule = try Molecule(mappedSMILES: try Molecule(smiles: "CCOc1ccccc1").cmiles)
        let plain = try molecule.svg()
        #expect(plain.contains("<svg") && plain.contains("width='200px' height='200px'"))
        #expect(!plain.lowercased().contains("#348feb"))
        let marked = try molecule.svg(highlighting: [1, 2, 3], centralBond: (1, 2)).lowercased()
        #expect(marked.contains("#348feb") && marked.contains("#ef8683"))
    }

    @Test("one molecule and one pattern serve many threads")
    func matchesFromManyThreads() async throws {
        let molecule = try Molecule(smiles: "Cc1ccc(NC(=O)c2ccc(CN3CCN(C)CC3)cc2)cc1Nc1nccc(-c2cccnc2)n1")
        let pattern = try SMARTS("[*:1]~[#6X3;$(*:a):2]-,:[*:3]~[*:4]")
        let expected = molecule.matches(of: pattern)
        #expect(!expected.isEmpty)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask { (0..<20).allSatisfy { _ in molecule.matches(of: pattern) == expected } }
            }
            for await isEqual in group { #expect(isEqual) }
        }
    }
}
