import BespokeSMIRKS
import Chemistry
import SMIRNOFF
import TestSupport
import Testing

@Suite("Bespoke improper torsions", .enabled(if: !ForceFieldLibrary.standard.available.isEmpty))
struct ImproperTests {
    private static let forceField = "openff_unconstrained-2.2.0"

    private static func parameters(
        _ smiles: String, settings: SMIRKSSettings = SMIRKSSettings()
    ) throws -> (BespokeParameters, Molecule, CompiledForceField) {
        let compiled = try CompiledForceField(ForceFieldLibrary.standard.forceField(forceField))
        let molecule = try Molecule(smiles: smiles)
        let generator = try BespokeParameterGenerator(
            forceField: compiled, settings: settings, kinds: [.improperTorsions])
        return (try generator.parameters(parent: molecule, fragments: []), molecule, compiled)
    }

    private static func centers(_ matches: [[Int]]) -> Set<Int> { Set(matches.map { $0[1] }) }

    @Test(
        "every centre that has an improper torsion gets one of its own, with the same values",
        arguments: ["CC(=O)Nc1ccc(F)cc1", "O=C1C=CC(=O)N1C", "C1=CC1=O", "Nc1ncnc2[nH]cnc12"])
    func covered(smiles: String) throws {
        let (found, molecule, compiled) = try Self.parameters(smiles)
        let before = try compiled.labels(of: molecule).impropers
        #expect(!before.isEmpty)
        #expect(Self.centers(found.merged.flatMap(\.parentMatches)) == Set(before.map { $0.atoms[1] }))
        #expect(found.overlaps.isEmpty)
        for parameter in found.merged {
            #expect(parameter.attributes == (0..<parameter.parameter.torsionTermCount).map { "k\($0 + 1)" })
            #expect(parameter.parameter.id?.hasSuffix("-BF") == true)
        }
        var changed = compiled.forceField
        let old = changed.parameters(in: "ImproperTorsions")
        found.add(to: &changed)
        let new = changed.parameters(in: "ImproperTorsions")
        let after = try CompiledForceField(changed).labels(of: molecule).impropers
        #expect(after.map(\.atoms) == before.map(\.atoms))
        for (first, second) in zip(before, after) {
            #expect(second.parameter >= old.count)
            #expect(old[first.parameter].attributes["k1"] == new[second.parameter].attributes["k1"])
        }
    }

    @Test("equivalent centres share a pattern, whose second atom is bonded to the others")
    func shared() throws {
        let (found, _, _) = try Self.parameters("c1ccccc1")
        #expect(found.merged.count == 1)
        #expect(found.merged[0].parameter.smirks.hasPrefix("["))
        #expect(Self.centers(found.merged[0].parentMatches).count == 6)
    }

    @Test("without new patterns the present ones are fitted, and molecules without trigonal atoms have none")
    func existing() throws {
        var settings = SMIRKSSettings()
        settings.generateBespokeTerms = false
        let (found, molecule, compiled) = try Self.parameters("CC(=O)NC", settings: settings)
        let labels = try compiled.labels(of: molecule).impropers
        #expect(found.merged.count == Set(labels.map(\.parameter)).count)
        #expect(try Self.parameters("CCO").0.merged.isEmpty)
    }
}
