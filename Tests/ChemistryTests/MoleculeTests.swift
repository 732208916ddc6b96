import Chemistry
import Testing

@Suite("Molecules")
struct MoleculeTests {
    @Test("hydrogens are added after the atoms of the string")
    func hydrogensAreExplicit() throws {
        let ethanol = try Molecule(smiles: "CCO")
        #expect(ethanol.atoms.map(\.symbol) == ["C", "C", "O", "H", "H", "H", "H", "H", "H"])
        #expect(ethanol.neighbors[2] == [1, 8])
    }

    @Test("a mapped SMILES fixes the order of the atoms")
    func mapFixesOrder() throws {
        let water = try Molecule(mappedSMILES: "[H:2][O:1][H:3]")
        #expect(water.atoms.map(\.symbol) == ["O", "H", "H"])
        #expect(try Molecule(mappedSMILES: water.cmiles).cmiles == water.cmiles)
    }

    @Test("map numbers must be 1…N", arguments: ["[H:2][O:1][H:2]", "[H:2][O:1][H]", "[H:4][O:1][H:2]", "O"])
    func badMapsAreRefused(_ smiles: String) {
        #expect(throws: ChemistryError.self) { try Molecule(mappedSMILES: smiles) }
    }

    @Test("undefined stereochemistry is refused and named")
    func undefinedStereoIsNamed() throws {
        let error = #expect(throws: ChemistryError.self) { try Molecule(smiles: "CC(F)Cl") }
        #expect(error?.kind == .undefinedStereo)
        #expect(error?.description.contains("atom C2") == true)
        let olefin = #expect(throws: ChemistryError.self) { try Molecule(smiles: "CC=CC") }
        #expect(olefin?.description.contains("bond C2=C3") == true)
        #expect(try Molecule(smiles: "CC=CC", allowUndefinedStereo: true).undefinedStereo() == [.bond(1)])
    }

    @Test("reordering moves atoms, bonds, names of maps and keeps the stereochemistry")
    func reorderingKeepsTheGraph() throws {
        let molecule = try Molecule(smiles: "C[C@H](F)Cl")
        let moved = molecule.reordered(Array(molecule.atoms.indices.reversed()))
        #expect(moved.atoms.map(\.symbol) == molecule.atoms.map(\.symbol).reversed())
        #expect(moved.atoms[6].stereo == molecule.atoms[1].stereo)
        #expect(moved.smiles() == molecule.smiles())
    }

    @Test("matches come in tag order with all permutations and hydrogens as atoms")
    func matchesKeepTagOrder() throws {
        let ethane = try Molecule(smiles: "CC")
        #expect(ethane.matches(of: try SMARTS("[#6:2]-[#6:1]")) == [[1, 0], [0, 1]])
        #expect(ethane.matches(of: try SMARTS("[#1:1]-[#6X4:2]-[#6X4:3]-[#1:4]")).count == 18)
        #expect(ethane.matches(of: try SMARTS("[#1:1]-[#6X4:2]"), unique: true).count == 6)
    }

    @Test("stereoisomers are distinct and complete")
    func stereoisomersAreDistinct() throws {
        let molecule = try Molecule(smiles: "CC(F)C(Cl)C=CC", allowUndefinedStereo: true)
        let isomers = molecule.stereoisomers(maximum: 20)
        #expect(isomers.count == 8)
        #expect(Set(isomers.map { $0.smiles() }).count == 8)
        #expect(isomers.allSatisfy { $0.undefinedStereo().isEmpty })
        #expect(molecule.stereoisomers(maximum: 3).count == 3)
    }

    @Test("conformers are the same for the same seed")
    func conformersAreReproducible() throws {
        let molecule = try Molecule(smiles: "CCCCC(=O)O")
        let first = try molecule.generatedConformers(maximum: 5, rmsThreshold: 0.5)
        #expect(try molecule.generatedConformers(maximum: 5, rmsThreshold: 0.5) == first)
        #expect(first.count > 1 && first.count <= 5)
        #expect(first.allSatisfy { !molecule.hasTransCarboxylicAcid(at: $0) })
    }

    @Test("conformers made in growing numbers are those made at once")
    func conformersGrow() throws {
        let molecule = try Molecule(smiles: "OCCN[C@@H](C)CC(=O)NCc1ccccc1")
        var everything = ELF10()
        (everything.share, everything.limit, everything.rmsTolerance) = (1, .max, 0)
        let grown = try molecule.elf10Conformers(maximum: 50, rmsThreshold: 0.5, selection: everything)
        let atOnce = try molecule.generatedConformers(maximum: 50, rmsThreshold: 0.5)
        #expect(grown.count > 10 && Set(grown) == Set(atOnce))
        let fewer = try molecule.generatedConformers(maximum: 20, rmsThreshold: 0.5)
        #expect(Array(atOnce.prefix(fewer.count)) == fewer)
    }

    @Test("undefined centres are enumerated, stated ones kept, and isomers that cannot be built left out")
    func definedStereoisomers() throws {
        var molecule = try Molecule(smiles: "C[C@H](F)C(Cl)Br", allowUndefinedStereo: true)
        molecule.name = "halide"
        molecule.properties = ["source": "a file"]
        let isomers = try molecule.definedStereoisomers()
        #expect(isomers.map(\.name) == ["halide_1", "halide_2"])
        #expect(isomers.allSatisfy { $0.undefinedStereo().isEmpty && $0.properties == molecule.properties })
        #expect(Set(isomers.map { $0.atoms[1].stereo }) == [molecule.atoms[1].stereo])
        #expect(Set(isomers.map { $0.atoms[3].stereo }) == [.R, .S])
        let norbornane = try Molecule(smiles: "OC1CC2CCC1C2", allowUndefinedStereo: true)
        #expect(try norbornane.definedStereoisomers().count == 4)
        let phosphoramidate = try Molecule(smiles: "COP(=O)(Nc1ccccc1)OCC", allowUndefinedStereo: true)
        #expect(try phosphoramidate.definedStereoisomers().count == 2)
        let guanidine = try Molecule(smiles: "CN(C)C(=N)NC", allowUndefinedStereo: true)
        #expect(try guanidine.definedStereoisomers().count == 2)
        let defined = try Molecule(smiles: "C[C@H](F)Cl")
        #expect(try defined.definedStereoisomers().map(\.name) == [""])
        let error = #expect(throws: ChemistryError.self) { try molecule.definedStereoisomers(maximum: 1) }
        #expect(error?.kind == .undefinedStereo)
    }
}
