import BespokeSMIRKS
import Chemistry
import Foundation
import Fragmentation
import SMIRNOFF
import TestSupport
import Testing

@Suite("Bespoke parameters", .enabled(if: !ForceFieldLibrary.standard.available.isEmpty))
struct GeneratorTests {
    static let ptp1b = (
        parent:
            "[H:30][c:1]1[c:2]([c:6]([c:11]([c:7]([c:3]1[H:32])[H:36])[C:17](=[O:24])[N:21]([H:41])[c:12]2[c:8]([c:4]([c:5]([c:10]"
            + "([c:9]2[H:38])[C:13]3=[C:15]([C:14](=[C:16]([S:28]3)[C:18](=[O:25])[O-:22])[O:27][C:20]([H:39])([H:40])[C:19](=[O:26])"
            + "[O-:23])[Br:29])[H:34])[H:33])[H:37])[H:35])[H:31]",
        fragment: Fragment(
            smiles:
                "[H:37][c:8]1[c:4]([c:5]([c:10]([c:9]([c:12]1[H])[H:38])[C:13]2=[C:15]([C:14](=[C:16]([S:28]2)[H])[O:27]"
                + "[C:20]([H:39])([H:40])[H])[Br:29])[H:34])[H:33]", bondIndices: [10, 13])
    )
    static let bace = (
        parent:
            "[H:24][c:1]1[c:3]([c:9]([c:7]([c:11]([c:5]1[H:28])[C@@:15]2([C:13](=[O:22])[N:19]([C:14](=[N+:20]2[H:40])[N:21]([H:41])"
            + "[H:42])[C:17]([H:35])([H:36])[H:37])[C:18]([H:38])([H:39])[C:16]([H:32])([H:33])[H:34])[H:30])[c:10]3[c:4]([c:2]([c:6]"
            + "([c:12]([c:8]3[H:31])[Cl:23])[H:29])[H:25])[H:27])[H:26]",
        fragment: Fragment(
            smiles:
                "[H:28][c:5]1[c:1]([c:3]([c:9]([c:7]([c:11]1[H])[H:30])[c:10]2[c:4]([c:2]([c:6]([c:12]([c:8]2[H:31])[H])[H:29])"
                + "[H:25])[H:27])[H:26])[H:24]", bondIndices: [9, 10])
    )

    private func parameters(
        _ parent: String, _ fragments: [UniqueFragment], settings: SMIRKSSettings = SMIRKSSettings(),
        kinds: Set<ParameterKind> = [.properTorsions], forceField: String = "openff_unconstrained-1.3.0"
    ) throws -> BespokeParameters {
        let compiled = try CompiledForceField(ForceFieldLibrary.standard.forceField(forceField))
        return try BespokeParameterGenerator(forceField: compiled, settings: settings, kinds: kinds)
            .parameters(parent: Molecule(smiles: parent, allowUndefinedStereo: true), fragments: fragments)
    }

    @Test("the patterns of the PTP1B fragment are those published")
    func ptp1bPatterns() throws {
        let found = try parameters(Self.ptp1b.parent, [UniqueFragment(fragment: Self.ptp1b.fragment)])
        let ring =
            "[#6H1X3x2r6+0a:1](-;!@[#1H0X1x0!r+0A])(:;@[#6H0X3x2r6+0a,#6H1X3x2r6+0a](-;!@[#1H0X1x0!r+0A,#7H1X3x0!r+0A]):;@"
            + "[#6H1X3x2r6+0a](-;!@[#1H0X1x0!r+0A]):;@[#6H0X3x2r6+0a,#6H1X3x2r6+0a](-;!@[#1H0X1x0!r+0A,#7H1X3x0!r+0A]):;@"
            + "[#6H1X3x2r6+0a]-;!@[#1H0X1x0!r+0A]):;@[#6H0X3x2r6+0a:2]-;!@[#6H0X3x2r5+0A:3]"
        let ether =
            "-;!@[#8H0X2x0!r+0A]-;!@[#6H2X4x0!r+0A,#6H3X4x0!r+0A](-;!@[#1H0X1x0!r+0A,#6H0X3x0!r+0A])(-;!@[#1H0X1x0!r+0A])"
            + "-;!@[#1H0X1x0!r+0A])"
        #expect(
            Set(found.fragments[0].map(\.parameter.smirks)) == [
                ring + "(=;@[#6H0X3x2r5+0A](-;!@[#35H0X1x0!r+0A])-;@[#6H0X3x2r5+0A](=;@[#6H0X3x2r5+0A,#6H1X3x2r5+0A]"
                    + "-;!@[#1H0X1x0!r+0A,#6H0X3x0!r+0A])\(ether)-;@[#16H0X2x2r5+0A:4]",
                ring + "(-;@[#16H0X2x2r5+0A]-;@[#6H0X3x2r5+0A,#6H1X3x2r5+0A](-;!@[#1H0X1x0!r+0A,#6H0X3x0!r+0A])"
                    + "=;@[#6H0X3x2r5+0A]\(ether)=;@[#6H0X3x2r5+0A:4]-;!@[#35H0X1x0!r+0A]",
            ])
        #expect(found.fragments[0].map(\.fragmentMatches.count) == [2, 2])
        #expect(found.fragments[0].map(\.attributes) == [["k1", "k2", "k3", "k4"], ["k1", "k2", "k3", "k4"]])
    }

    @Test("the pattern of the BACE biphenyl fragment is that published")
    func bacePattern() throws {
        let found = try parameters(Self.bace.parent, [UniqueFragment(fragment: Self.bace.fragment)])
        let substituted = "[#6H0X3x2r6+0a,#6H1X3x2r6+0a]"
        let hydrogen = "(-;!@[#1H0X1x0!r+0A])"
        let chlorine = "(-;!@[#17H0X1x0!r+0A,#1H0X1x0!r+0A])"
        #expect(
            found.fragments[0].map(\.parameter.smirks) == [
                "[#6H1X3x2r6+0a:1]\(hydrogen)(:;@\(substituted)\(chlorine):;@[#6H1X3x2r6+0a]\(hydrogen):;@\(substituted)\(chlorine)"
                    + ":;@[#6H1X3x2r6+0a]-;!@[#1H0X1x0!r+0A]):;@[#6H0X3x2r6+0a:2]-;!@[#6H0X3x2r6+0a:3](:;@[#6H1X3x2r6+0a]\(hydrogen)"
                    + ":;@\(substituted)(-;!@[#1H0X1x0!r+0A,#6H0X4x2r5+0A]):;@[#6H1X3x2r6+0a]\(hydrogen):;@\(substituted)"
                    + "-;!@[#1H0X1x0!r+0A,#6H0X4x2r5+0A]):;@[#6H1X3x2r6+0a:4]-;!@[#1H0X1x0!r+0A]"
            ])
        #expect(!found.fragments[0][0].parentMatches.isEmpty)
    }

    @Test("whole molecules have one pattern for each symmetry class")
    func counts() throws {
        #expect(try parameters("C", [], kinds: [.vdW]).molecule.count == 2)
        #expect(try parameters("CC", [], kinds: [.bonds]).molecule.count == 2)
        #expect(try parameters("CC", [], kinds: [.angles]).molecule.count == 2)
        let glycol = try Molecule(smiles: "OCCO")
        let mapped = glycol.withMapNumbers(glycol.atoms.indices.map { $0 + 1 }).smiles()
        let fragments = [[1, 2], [2, 3], [3, 4]].map {
            UniqueFragment(fragment: Fragment(smiles: mapped, bondIndices: $0))
        }
        #expect(try parameters(mapped, fragments).merged.count == 5)
        #expect(try parameters(mapped, [fragments[1]]).merged.count == 3)
        #expect(try parameters(mapped, fragments).overlaps.isEmpty)
        #expect(try parameters(mapped, fragments).fragments.joined().count == 7)
    }

    @Test("patterns of atoms have one layer, apply to one class of atoms each, and start from the values those had")
    func atoms() throws {
        let hydrogen = "[#1H0X1x0!r+0A]"
        let two = "(-;!@\(hydrogen))(-;!@\(hydrogen))"
        let (methyl, methylene, hydroxyl) = ("#6H3X4x0!r+0A", "#6H2X4x0!r+0A", "#8H1X2x0!r+0A")
        let expected: [String: Set<[Int]>] = [
            "[\(methyl):1]\(two)(-;!@\(hydrogen))-;!@[\(methylene)]": [[0]],
            "[\(methylene):1]\(two)(-;!@[\(methyl)])-;!@[\(hydroxyl)]": [[1]],
            "[\(hydroxyl):1](-;!@\(hydrogen))-;!@[\(methylene)]": [[2]],
            "[#1H0X1x0!r+0A:1]-;!@[\(methyl)]": [[3], [4], [5]],
            "[#1H0X1x0!r+0A:1]-;!@[\(methylene)]": [[6], [7]],
            "[#1H0X1x0!r+0A:1]-;!@[\(hydroxyl)]": [[8]],
        ]
        let name = "openff_unconstrained-2.2.1"
        let found = try parameters("CCO", [], kinds: [.vdW], forceField: name).molecule
        #expect(
            Dictionary(uniqueKeysWithValues: found.map { ($0.parameter.smirks, Set($0.parentMatches)) }) == expected)
        let ethanol = try Molecule(smiles: "CCO")
        let original = try CompiledForceField(ForceFieldLibrary.standard.forceField(name))
        let labels = try original.labels(of: ethanol).vdW
        for parameter in found {
            let atom = try #require(parameter.parentMatches.first)[0]
            let assigned = original.forceField.parameters(in: "vdW")[labels[atom].parameter]
            for attribute in ["epsilon", "rmin_half"] {
                #expect(parameter.parameter.attributes[attribute] == assigned.attributes[attribute])
            }
            #expect(parameter.attributes == ["epsilon", "sigma"])
        }
        let methane = try parameters("C", [], kinds: [.vdW], forceField: name).molecule.map(\.parameter.smirks)
        #expect(
            Set(methane) == [
                "[#6H4X4x0!r+0A:1]\(two)(-;!@\(hydrogen))-;!@\(hydrogen)", "[#1H0X1x0!r+0A:1]-;!@[#6H4X4x0!r+0A]",
            ])
    }

    @Test("nothing to fit is an error")
    func noKinds() {
        #expect(throws: BespokeSMIRKSError.self) { try parameters("CC", [], kinds: []) }
    }

    @Test("a twin's place in the parent is covered too")
    func twins() throws {
        let parent = try Molecule(smiles: "CC(C)OCCCCc1ccc(F)cc1CCCCOC(C)(C)C")
        let fragmentation = try MoleculeFragmentation(
            parent, engine: .pfizer(PfizerFragmenter()), targetBondSMARTS: ["[#6X4:1]-!@[#6X4:2]-[#6X4]-[#6X4]"])
        guard case .finished(let outcome?) = try fragmentation.step(known: [:]) else {
            Issue.record("there are fragments")
            return
        }
        let whole = try Molecule(smiles: outcome.parentSMILES)
        let withTwins = outcome.fragments.filter { !$0.twins.isEmpty }
        #expect(!withTwins.isEmpty)
        let covering = try parameters(outcome.parentSMILES, withTwins)
        for (unique, parameters) in zip(withTwins, covering.fragments) {
            for bond in ([unique.fragment] + unique.twins).map(\.bondIndices) {
                let atoms = bond.map { number in whole.atoms.indices.first { whole.atoms[$0].mapNumber == number } ?? -1
                }
                let matched = Set(parameters.flatMap(\.parentMatches).filter { Set($0[1...2]) == Set(atoms) })
                let torsions = SymmetryGroups.torsions(about: (atoms[0], atoms[1]), in: whole)
                for torsion in torsions { #expect(matched.contains(torsion) || matched.contains(torsion.reversed())) }
            }
        }
    }

    @Test("parameters enter the force field last, and the pattern is the one that applies")
    func precedence() throws {
        let parent = try Molecule(smiles: "CCO")
        let mapped = parent.withMapNumbers(parent.atoms.indices.map { $0 + 1 }).smiles()
        let fragment = UniqueFragment(fragment: Fragment(smiles: mapped, bondIndices: [1, 2]))
        var forceField = try ForceFieldLibrary.standard.forceField("openff_unconstrained-2.2.1.offxml")
        let count = forceField.parameters(in: "ProperTorsions").count
        let new = try parameters(mapped, [fragment], forceField: "openff_unconstrained-2.2.1.offxml")
        new.add(to: &forceField)
        let section = forceField.parameters(in: "ProperTorsions")
        #expect(section.count == count + new.merged.count)
        #expect(section[count].id == "t\(count + 2)")
        let labels = try CompiledForceField(forceField).labels(of: parent)
        let applied = labels.propers.filter { Set($0.atoms[1...2]) == [0, 1] }
        #expect(applied.count == 9)
        #expect(applied.allSatisfy { $0.parameter >= count })
    }

    @Test("k that depends on bond orders cannot be fitted, and the error names the parameter")
    func interpolated() throws {
        var forceField = try ForceFieldLibrary.standard.forceField("openff_unconstrained-2.2.1.offxml")
        var parameter = Parameter(attributes: ["smirks": "[*:1]~[*:2]~[*:3]~[*:4]", "id": "tinterpolated"])
        for (name, text) in [
            ("periodicity1", "2"), ("phase1", "180 * degree"), ("k1_bondorder1", "1.0 * kilocalorie/mole"),
            ("k1_bondorder2", "2.0 * kilocalorie/mole"), ("idivf1", "1.0"),
        ] { parameter.attributes[name] = text }
        forceField["ProperTorsions"]?.parameters.append(parameter)
        let generator = try BespokeParameterGenerator(forceField: CompiledForceField(forceField))
        let parent = try Molecule(smiles: "[CH3:1][CH2:2][CH2:3][CH3:4]")
        let fragment = Fragment(smiles: "[CH3:1][CH2:2][CH2:3][CH3:4]", bondIndices: [2, 3])
        let error = #expect(throws: BespokeSMIRKSError.self) {
            try generator.parameters(parent: parent, fragments: [UniqueFragment(fragment: fragment)])
        }
        #expect(error?.code == .interpolated)
        #expect(error?.description.contains("tinterpolated") == true)
    }
}
