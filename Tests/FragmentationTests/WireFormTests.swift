import Fragmentation
import JSON
import Testing

@Suite("JSON of fragmentation")
struct WireFormTests {
    @Test("keys come in the order of the workflow schema")
    func engines() throws {
        let wbo = try JSON(encoding: FragmentationEngine.standard).text()
        #expect(
            wbo.hasPrefix(
                #"{"functional_groups": {"hydrazine": "[NX3:1][NX3:2]", "hydrazone": "[NX3:1][NX2:2]", "nitric_oxide""#)
        )
        #expect(
            wbo.hasSuffix(
                #""tri_halide": "[#6:1]([F,Cl,I,Br:2])([F,Cl,I,Br:3])([F,Cl,I,Br:4])"}, "scheme": "WBO", "wbo_options": "#
                    + #"{"method": "am1-wiberg-elf10", "max_conformers": 800, "rms_threshold": 1.0}, "threshold": 0.03, "#
                    + #""heuristic": "path_length", "keep_non_rotor_ring_substituents": false}"#))
        let pfizer = try JSON(encoding: FragmentationEngine.pfizer(PfizerFragmenter())).text()
        #expect(pfizer.hasSuffix(#"}, "scheme": "Pfizer"}"#))
    }

    @Test("a result has its parent, fragments and provenance")
    func result() throws {
        let outcome = try #require(try PfizerTests.fragments("CCCC"))
        let text = try JSON(encoding: outcome.result).text()
        #expect(text.hasPrefix(#"{"parent_smiles": "[C:1]"#))
        #expect(text.contains(#""bond_indices": [3, 4]}], "provenance": {"creator": "openff-bespoke", "version": "#))
        #expect(text.contains(#""scheme": "Pfizer", "target_bond_smarts": [""#))
        #expect(try JSON.parse(text).decoded(as: FragmentationResult.self) == outcome.result)
        #expect(try JSON(encoding: outcome).decoded(as: FragmentationOutcome.self) == outcome)
    }
}
