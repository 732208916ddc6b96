import BespokeSMIRKS
import Chemistry
import SMIRNOFF
import Testing

@Suite("Cluster patterns")
struct ClusterGraphTests {
    static let methylHydrogens = "(-;!@[#1H0X1x0!r+0A])(-;!@[#1H0X1x0!r+0A])"

    private func pattern(_ smiles: String, _ tuples: [[Int]], _ layers: ClusterGraph.Layers) throws -> ClusterGraph {
        var cluster = ClusterGraph(layers: layers)
        cluster.add(try Molecule(smiles: smiles), tuples: tuples)
        return cluster
    }

    @Test("ethane's H–C–C–H torsions share one pattern")
    func ethaneTorsion() throws {
        let torsions = (2...4).flatMap { a in (5...7).map { [a, 0, 1, $0] } }
        let cluster = try pattern("CC", torsions, .all)
        #expect(
            cluster.smirks
                == "[#1H0X1x0!r+0A:1]-;!@[#6H3X4x0!r+0A:2]\(Self.methylHydrogens)-;!@[#6H3X4x0!r+0A:3]"
                + "\(Self.methylHydrogens)-;!@[#1H0X1x0!r+0A:4]")
        #expect(
            cluster.matchingPattern
                == "[#1H0X1x0!r+0A:1]-;!@[#6H3X4x0!r+0A:2]-;!@[#6H3X4x0!r+0A:3]-;!@[#1H0X1x0!r+0A:4]")
    }

    @Test("a bond pattern of one layer names the neighbours")
    func ethaneBond() throws {
        #expect(
            try pattern("CC", [[0, 1]], .some(1)).smirks
                == "[#6H3X4x0!r+0A:1]\(Self.methylHydrogens)(-;!@[#1H0X1x0!r+0A])-;!@[#6H3X4x0!r+0A:2]"
                + "\(Self.methylHydrogens)-;!@[#1H0X1x0!r+0A]")
    }

    @Test("ethanol's H–C–C–O torsion")
    func ethanol() throws {
        #expect(
            try pattern("CCO", [[3, 0, 1, 2], [4, 0, 1, 2], [5, 0, 1, 2]], .all).smirks
                == "[#1H0X1x0!r+0A:1]-;!@[#6H3X4x0!r+0A:2]\(Self.methylHydrogens)-;!@[#6H2X4x0!r+0A:3]"
                + "\(Self.methylHydrogens)-;!@[#8H1X2x0!r+0A:4]-;!@[#1H0X1x0!r+0A]")
    }

    @Test("rings are walked without closing them")
    func biphenyl() throws {
        let molecule = try Molecule(smiles: "c1ccc(cc1)c2ccccc2")
        var cluster = ClusterGraph(layers: .all)
        cluster.add(molecule, tuples: SymmetryGroups.torsions(about: (3, 6), in: molecule))
        let inner = "[#6H1X3x2r6+0a](-;!@[#1H0X1x0!r+0A]):;@"
        let ring =
            "[#6H1X3x2r6+0a](-;!@[#1H0X1x0!r+0A]):;@\(inner)\(inner)[#6H1X3x2r6+0a]-;!@[#1H0X1x0!r+0A]"
        #expect(
            cluster.smirks
                == "[#6H1X3x2r6+0a:1](-;!@[#1H0X1x0!r+0A])(:;@\(ring)):;@[#6H0X3x2r6+0a:2]-;!@[#6H0X3x2r6+0a:3]"
                + "(:;@\(ring)):;@[#6H1X3x2r6+0a:4]-;!@[#1H0X1x0!r+0A]")
    }

    @Test(
        "the shorter pattern has the same tagged matches",
        arguments: ["CC(C)(C)CO", "CCOC(=O)C(N)CC", "c1ccccc1CC(C)C"])
    func shorterPattern(smiles: String) throws {
        let molecule = try Molecule(smiles: smiles, allowUndefinedStereo: true)
        for bond in molecule.bonds where !bond.isInRing {
            let torsions = SymmetryGroups.torsions(about: (bond.a, bond.b), in: molecule)
            for group in SymmetryGroups.groups(torsions, classes: molecule.symmetryClasses()) {
                var cluster = ClusterGraph(layers: .all)
                cluster.add(molecule, tuples: group)
                let long = Set(molecule.matches(of: try SMARTS(cluster.smirks)))
                let short = Set(molecule.matches(of: try SMARTS(cluster.matchingPattern)))
                #expect(long == short)
                #expect(Set(group).isSubset(of: short))
            }
        }
    }

    @Test(
        "other patterns are not shortened",
        arguments: ["[#6X4:1]-[#1:2]", "[#6H3X4x0!r+0A:1]-;!@[#1]", "[*:1](-[#1H0X1x0!r+0A])[*:2]"])
    func otherPatterns(pattern: String) {
        #expect(ImpliedHydrogens.removed(from: pattern) == pattern)
    }

    @Test("hydrogens stay where another branch might take them")
    func contested() {
        let contested = "[#6H1X3x0!r+0A:1](-;!@[#1H0X1x0!r+0A,#7H1X3x0!r+0A])-;!@[#1H0X1x0!r+0A]"
        #expect(ImpliedHydrogens.removed(from: contested) == contested)
        let ample = "[#6H2X3x0!r+0A:1](-;!@[#1H0X1x0!r+0A,#7H1X3x0!r+0A])-;!@[#1H0X1x0!r+0A]"
        #expect(ImpliedHydrogens.removed(from: ample) == "[#6H2X3x0!r+0A:1]-;!@[#1H0X1x0!r+0A,#7H1X3x0!r+0A]")
    }
}
